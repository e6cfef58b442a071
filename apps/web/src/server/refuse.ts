import type { PlainPageKind } from "./plain-page.ts";
import { theSite } from "./site.ts";

/**
 * Answers a request with one of the plain pages.
 *
 * @param words what was written and goes nowhere: shown to be copied
 */
export function refuse(
  kind: PlainPageKind,
  request: Request,
  words: readonly string[] = [],
): Response {
  const page = theSite().plainPage(kind, {
    cookie: request.headers.get("cookie"),
    acceptLanguage: request.headers.get("accept-language"),
    nonce: request.headers.get("x-nonce"),
    words,
  });
  return new Response(page.body, { status: page.status, headers: page.headers });
}
