import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "../server/client-address.ts";
import type { LimitName, RateLimiter } from "../server/rate-limit.ts";
import type { PagesAtOnce } from "./pages-at-once.ts";

export interface RequestLimits {
  readonly limiter: RateLimiter;
  readonly pagesAtOnce: PagesAtOnce;
  /** Whether the setting `trusted_proxies` names this address. */
  readonly isTrusted: (address: string) => boolean;
  /** Hears of a proxy, probably, whose visitors all count as one client. */
  readonly onUnnamedProxy: (address: string) => void;
}

/** Whether a request is within the limits of its address and of its link. */
export async function isWithinLimits(
  request: IncomingMessage,
  response: ServerResponse,
  { limiter, pagesAtOnce, isTrusted, onUnnamedProxy }: RequestLimits,
): Promise<boolean> {
  const [path = ""] = (request.url ?? "").split("?");
  const forwardedFor = request.headers["x-forwarded-for"];
  const { client: address, unnamedProxy } = clientAddress(
    {
      socketAddress: request.socket.remoteAddress,
      forwardedFor: typeof forwardedFor === "string" ? forwardedFor : forwardedFor?.join(","),
      forwarded: request.headers.forwarded,
    },
    isTrusted,
  );
  if (unnamedProxy !== null) onUnnamedProxy(unnamedProxy);
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
