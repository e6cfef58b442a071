import type { PlainPageKind } from "./plain-page.ts";
import { theSite } from "./site.ts";

/** Answers a request with one of the plain pages. */
export function refuse(kind: PlainPageKind, request: Request): Response {
  const page = theSite().plainPage(kind, {
    cookie: request.headers.get("cookie"),
    acceptLanguage: request.headers.get("accept-language"),
    nonce: request.headers.get("x-nonce"),
  });
  return new Response(page.body, { status: page.status, headers: page.headers });
}
