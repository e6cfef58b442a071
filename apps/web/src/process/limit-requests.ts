import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "../server/client-address.ts";
import type { LimitName, RateLimiter } from "../server/rate-limit.ts";
import type { PagesAtOnce } from "./pages-at-once.ts";

export interface RequestLimits {
  readonly limiter: RateLimiter;
  readonly pagesAtOnce: PagesAtOnce;
  readonly trustedProxies: readonly string[];
}

/** Whether a request is within the limits of its address and of its link. */
export async function isWithinLimits(
  request: IncomingMessage,
  response: ServerResponse,
  { limiter, pagesAtOnce, trustedProxies }: RequestLimits,
): Promise<boolean> {
  const [path = ""] = (request.url ?? "").split("?");
  const forwarded = request.headers["x-forwarded-for"];
  const address = clientAddress(
    request.socket.remoteAddress,
    typeof forwarded === "string" ? forwarded : forwarded?.join(","),
    trustedProxies,
  );
  const isPage = request.method !== "POST" && !/^\/(?:_next\/|icon\.svg$|healthz$)/.test(path);
  if (isPage) {
    const done = pagesAtOnce.begin(address);
    if (!done) return false;
    response.once("close", done);
    return limiter.allows("pages of an address", address);
  }
  if (request.method !== "POST") return true;
  for (const [name, who] of countedPosts(path, address))
    if (!(await limiter.allows(name, who))) return false;
  return true;
}

function countedPosts(path: string, address: string): readonly (readonly [LimitName, string])[] {
  const token = /^\/form\/([^/]+)/.exec(path)?.[1];
  return [
    ["posts of an address", address],
    ...(token ? ([["posts of a link", token]] as const) : []),
    ...(/^\/sign-up\b/.test(path) ? ([["sign-ups of an address", address]] as const) : []),
    ...(/^\/form\/?$/.test(path) ? ([["lost links of an address", address]] as const) : []),
  ];
}
