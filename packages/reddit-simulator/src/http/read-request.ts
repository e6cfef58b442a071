import type { IncomingMessage } from "node:http";

const MOST_BYTES = 2_000_000;

export class BodyTooLarge extends Error {}

/** The whole body as text. @throws BodyTooLarge past 2 MB */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A form's fields: urlencoded as Reddit documents it; multipart and JSON are understood too. */
export function readForm(contentType: string, body: string): URLSearchParams {
  if (contentType.includes("multipart/form-data")) return readMultipart(contentType, body);
  if (contentType.includes("application/json")) return readJson(body);
  return new URLSearchParams(body);
}

function readMultipart(contentType: string, body: string): URLSearchParams {
  const form = new URLSearchParams();
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return form;
  for (const part of body.split(`--${boundary}`)) {
    const name = /name="([^"]*)"/.exec(part)?.[1];
    const start = part.indexOf("\r\n\r\n");
    if (name !== undefined && start !== -1) {
      form.append(name, part.slice(start + 4).replace(/\r\n$/, ""));
    }
  }
  return form;
}

function readJson(body: string): URLSearchParams {
  const form = new URLSearchParams();
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return form;
    for (const [name, value] of Object.entries(parsed)) {
      if (value !== null && value !== undefined) form.append(name, String(value));
    }
  } catch {
    // Not JSON after all: an empty form, which the endpoint will refuse by itself.
  }
  return form;
}
