import type { IncomingMessage, ServerResponse } from "node:http";
import type { PlainPageKind, PlainPages } from "../server/plain-page.ts";
import { bodyLimit } from "../server/posted-fields.ts";

/**
 * What is still read of a refused body: a sender whose connection is cut while it is still
 * writing never gets to see why.
 */
const drainLimit = 16 * 1024 * 1024;

/**
 * Answers what need not, or must not, reach the framework: addresses that it fails on, and
 * bodies over the limit, of which it would write the address, with the token, to the log.
 *
 * @returns whether the request is answered
 */
export function refuseEarly(
  request: IncomingMessage,
  response: ServerResponse,
  plainPage: PlainPages,
): boolean {
  const kind = reasonToRefuse(request);
  if (kind) refuseWith(kind, request, response, plainPage);
  return kind !== null;
}

/** Answers with a plain page, once the body is read, or too much of it is. */
export function refuseWith(
  kind: PlainPageKind,
  request: IncomingMessage,
  response: ServerResponse,
  plainPage: PlainPages,
): void {
  const page = plainPage(kind, {
    cookie: request.headers.cookie,
    acceptLanguage: request.headers["accept-language"],
  });
  const answer = (headers: Readonly<Record<string, string>> = {}) => {
    if (response.headersSent) return;
    response.writeHead(page.status, { ...page.headers, ...headers });
    response.end(request.method === "HEAD" ? undefined : page.body);
  };
  let drained = 0;
  request.on("data", (chunk: Buffer) => {
    drained += chunk.length;
    if (drained <= drainLimit) return;
    answer({ Connection: "close" });
    request.destroy();
  });
  request.on("end", () => answer());
}

function reasonToRefuse(request: IncomingMessage): PlainPageKind | null {
  const [path = ""] = (request.url ?? "").split("?");
  if (!path.startsWith("/") || !isDecodable(path)) return "notFound";
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  if (!hasBody) return null;
  const length = request.headers["content-length"];
  // Every browser announces a form's length; what does not cannot be limited in advance.
  if (length === undefined)
    return request.headers["transfer-encoding"] === undefined ? null : "unreadable";
  return Number(length) > bodyLimit ? "tooLarge" : null;
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}
