import type { IncomingMessage, ServerResponse } from "node:http";
import type { PlainPageKind, PlainPages } from "../server/plain-page.ts";
import { bodyLimit, urlEncodedFields, writtenWords } from "../server/posted-fields.ts";
import type { WordsBack } from "../server/words-back.ts";

/**
 * What is still read of a refused body: a sender whose connection is cut while it is still
 * writing never gets to see why.
 */
const drainLimit = 16 * 1024 * 1024;

/** What is kept of a refused body while it is read, to give its words back: a long honest form's. */
const wordsLimit = 128 * 1024;

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

/**
 * Answers with a plain page, once the body is read, or too much of it is. What was written into a
 * form goes back to its author, for the browser may not have it any more.
 */
export function refuseWith(
  kind: PlainPageKind,
  request: IncomingMessage,
  response: ServerResponse,
  plainPage: PlainPages,
): void {
  const answer = (back: WordsBack | null, headers: Readonly<Record<string, string>> = {}) => {
    if (response.headersSent) return;
    const page = plainPage(kind, {
      cookie: request.headers.cookie,
      acceptLanguage: request.headers["accept-language"],
      ...(back ? { back } : {}),
    });
    response.writeHead(page.status, { ...page.headers, ...headers });
    response.end(request.method === "HEAD" ? undefined : page.body);
  };
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(
    request.headers["content-type"] ?? "",
  );
  const chunks: Buffer[] = [];
  let drained = 0;
  request.on("data", (chunk: Buffer) => {
    drained += chunk.length;
    if (isForm && drained <= wordsLimit) chunks.push(chunk);
    if (drained <= drainLimit) return;
    answer(null, { Connection: "close" });
    request.destroy();
  });
  request.on("end", () =>
    answer(isForm && drained <= wordsLimit ? wordsOf(chunks, kind, request) : null),
  );
}

function wordsOf(
  chunks: readonly Buffer[],
  kind: PlainPageKind,
  request: IncomingMessage,
): WordsBack | null {
  const read = urlEncodedFields(Buffer.concat(chunks));
  if (!read.ok) return null;
  const words = writtenWords(read.fields);
  return kind === "tooMany"
    ? { words, again: { action: request.url ?? "", fields: read.fields } }
    : { words };
}

function reasonToRefuse(request: IncomingMessage): PlainPageKind | null {
  const [path = ""] = (request.url ?? "").split("?");
  if (!path.startsWith("/") || !isDecodable(path)) return "notFound";
  // Nothing here is a server action: what asks for one comes from no page of ours.
  if (request.headers["next-action"] !== undefined) return "unreadable";
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
