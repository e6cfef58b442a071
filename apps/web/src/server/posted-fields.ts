import { cleanText } from "@appealmod/core";

/** What a form posted: each field's value, or its values where it came more than once. */
export type PostedFields = Readonly<Record<string, string | readonly string[]>>;

export type ReadFields =
  | { readonly ok: true; readonly fields: PostedFields }
  | { readonly ok: false; readonly reason: "too-large" | "unreadable" };

/**
 * Above the longest honest form: eight answers at their limits, each character taking
 * twelve bytes in the encoding of forms, stay below half of it.
 */
export const bodyLimit = 512 * 1024;

/** More fields than any form of ours has. */
const fieldLimit = 500;

/**
 * Reads the body of a form's post, in either encoding that browsers use. Never throws for
 * what a stranger may send: a body that is no form is `unreadable`.
 */
export async function readPostedFields(
  request: Request,
  limit: number = bodyLimit,
): Promise<ReadFields> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > limit) return { ok: false, reason: "too-large" };
  const type = request.headers.get("content-type") ?? "";
  const body = await readBody(request, limit);
  if (body === "too-large" || body === "unreadable") return { ok: false, reason: body };
  if (body.byteLength === 0) return { ok: true, fields: {} };
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return urlEncodedFields(body);
  if (/^multipart\/form-data\b/i.test(type)) {
    try {
      const form = await new Response(body, { headers: { "content-type": type } }).formData();
      return collect(form as unknown as Iterable<[string, unknown]>);
    } catch {
      return { ok: false, reason: "unreadable" };
    }
  }
  return { ok: false, reason: "unreadable" };
}

/** The fields of a body in the usual encoding of forms. */
export function urlEncodedFields(body: Uint8Array): ReadFields {
  return collect(new URLSearchParams(new TextDecoder().decode(body)));
}

async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | "too-large" | "unreadable"> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > limit) return "too-large";
      chunks.push(chunk);
    }
  } catch {
    return "unreadable";
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function collect(entries: Iterable<[string, unknown]>): ReadFields {
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of entries) {
    count += 1;
    if (count > fieldLimit) return { ok: false, reason: "unreadable" };
    // A file where a text was asked for is no answer.
    if (typeof value !== "string") continue;
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === "string") fields.set(name, [before, value]);
    else before.push(value);
  }
  return { ok: true, fields: Object.fromEntries(fields) };
}

/** A field's only value; the first one where it came more than once; empty where it did not. */
export function oneValue(fields: PostedFields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return (typeof value === "string" ? value : value?.[0]) ?? "";
}

/** Everything that was written into a form, for whoever has to be told that it goes nowhere. */
export function writtenWords(fields: PostedFields): readonly string[] {
  return Object.entries(fields)
    .filter(([name]) => name !== "intent" && !name.startsWith("_"))
    .flatMap(([, value]) => value)
    .map(cleanText)
    .filter((text) => text !== "");
}
