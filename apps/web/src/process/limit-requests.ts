import type { IncomingMessage } from "node:http";
import { clientAddress } from "../server/client-address.ts";
import type { LimitName, RateLimiter } from "../server/rate-limit.ts";

/** Whether a request is within the limits of its address and of its link. */
export async function isWithinLimits(
  request: IncomingMessage,
  limiter: RateLimiter,
  trustedProxies: readonly string[],
): Promise<boolean> {
  const [path = ""] = (request.url ?? "").split("?");
  const forwarded = request.headers["x-forwarded-for"];
  const address = clientAddress(
    request.socket.remoteAddress,
    typeof forwarded === "string" ? forwarded : forwarded?.join(","),
    trustedProxies,
  );
  for (const [name, who] of countedFor(request.method ?? "GET", path, address))
    if (!(await limiter.allows(name, who))) return false;
  return true;
}

function countedFor(
  method: string,
  path: string,
  address: string,
): readonly (readonly [LimitName, string])[] {
  const token = /^\/form\/([^/]+)/.exec(path)?.[1];
  if (method !== "POST") return token ? [["forms of an address", address]] : [];
  return [
    ["posts of an address", address],
    ...(token ? ([["posts of a link", token]] as const) : []),
    ...(/^\/sign-up\b/.test(path) ? ([["sign-ups of an address", address]] as const) : []),
    ...(/^\/form\/?$/.test(path) ? ([["lost links of an address", address]] as const) : []),
  ];
}
