import type { IncomingMessage, ServerResponse } from "node:http";
import { formAddress } from "../server/form-address.ts";

/**
 * Brings whoever pasted a form's link with something that sticks to it to the form's own address.
 * What is posted is taken right there, so that no words have to be sent twice. It comes before all
 * limits: they count a link as one, however it is spelt.
 *
 * @returns whether the request is answered
 */
export function straightenFormLink(request: IncomingMessage, response: ServerResponse): boolean {
  const address = formAddress(request.url ?? "");
  if (address === null) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    request.url = address;
    return false;
  }
  response.writeHead(308, {
    Location: address,
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  response.end();
  return true;
}
