import { canonicalAddress } from "@appealmod/config";
import type { AskedBy } from "./client-address.ts";

/**
 * Whom each proxy was asked by, the nearest last; null for one that is hidden (`_name`), unknown
 * or unreadable. `Forwarded` counts only where there is no `X-Forwarded-For`: a proxy that
 * writes the one may pass on what a client wrote in the other.
 */
export function hopsOf({ forwardedFor, forwarded }: AskedBy): (string | null)[] {
  const named = elementsOf(forwardedFor ?? "");
  if (named.length > 0) return named.map(addressOf);
  return elementsOf(forwarded ?? "").map((element) => addressOf(forOf(element)));
}

/**
 * Parts at the commas outside of quotes. Read from the end, for the end is what our own proxy
 * wrote: a quote that a client left open takes nothing of it in.
 */
function elementsOf(header: string): string[] {
  const elements: string[] = [];
  let isQuoted = false;
  let end = header.length;
  for (let at = header.length - 1; at >= 0; at -= 1) {
    if (header[at] === '"') isQuoted = !isQuoted;
    if (header[at] !== "," || isQuoted) continue;
    elements.unshift(header.slice(at + 1, end));
    end = at;
  }
  elements.unshift(header.slice(0, end));
  return elements.filter((element) => element.trim() !== "");
}

/** The node in `for=192.0.2.1;proto=https` or `for="[2001:db8::1]:4711"`. */
function forOf(element: string): string {
  return /(?:^|;)\s*for\s*=\s*("[^"]*"|[^;"\s]*)\s*(?:;|$)/i.exec(element)?.[1] ?? "";
}

/** Some proxies write the port as well, which is another one for each connection. */
function addressOf(node: string): string | null {
  const bare = node
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
  const [, inBrackets] = /^\[([^\]]*)\](?::[\w.-]*)?$/.exec(bare) ?? [];
  if (inBrackets !== undefined) return canonicalAddress(inBrackets);
  return canonicalAddress(bare) ?? canonicalAddress(bare.replace(/:[\w.-]*$/, ""));
}
