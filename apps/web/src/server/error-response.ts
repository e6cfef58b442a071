import type { PlainPageKind } from "./plain-page.ts";
import { theSite } from "./site.ts";
import type { WordsBack } from "./words-back.ts";

/**
 * Answers a request with one of the plain pages.
 *
 * @param back what was written and goes nowhere: its author gets it back
 */
export function errorResponse(kind: PlainPageKind, request: Request, back?: WordsBack): Response {
  const page = theSite().plainPage(kind, {
    cookie: request.headers.get("cookie"),
    acceptLanguage: request.headers.get("accept-language"),
    nonce: request.headers.get("x-nonce"),
    ...(back ? { back } : {}),
  });
  return new Response(page.body, { status: page.status, headers: page.headers });
}
