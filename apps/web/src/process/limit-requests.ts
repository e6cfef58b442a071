import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "../server/client-address.ts";
import { clientHeader } from "../server/client-header.ts";
import type { RateLimiter } from "../server/rate-limit.ts";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";

export interface RequestLimits {
  readonly limiter: RateLimiter;
  readonly concurrencyLimit: ConcurrencyLimit;
  /** Whether the setting `trusted_proxies` names this address. */
  readonly isTrusted: (address: string) => boolean;
  /** Hears of a proxy, probably, whose visitors all count as one client. */
  readonly onUnnamedProxy: (address: string) => void;
}

/**
 * Whether a request is within the limits of its address, whatever its method and path. What is
 * particular to a form is counted by the form's own handler.
 */
export async function isWithinLimits(
  request: IncomingMessage,
  response: ServerResponse,
  { limiter, concurrencyLimit, isTrusted, onUnnamedProxy }: RequestLimits,
): Promise<boolean> {
  const forwardedFor = request.headers["x-forwarded-for"];
  const { client: address, unnamedProxy } = clientAddress(
    {
      socketAddress: request.socket.remoteAddress,
      forwardedFor: typeof forwardedFor === "string" ? forwardedFor : forwardedFor?.join(","),
      forwarded: request.headers.forwarded,
    },
    isTrusted,
  );
  request.headers[clientHeader] = address;
  if (unnamedProxy !== null) onUnnamedProxy(unnamedProxy);
  if (request.method === "POST") return limiter.allows("posts of an address", address);
  const done = concurrencyLimit.begin(address);
  if (!done) return false;
  response.once("close", done);
  return limiter.allows("pages of an address", address);
}
