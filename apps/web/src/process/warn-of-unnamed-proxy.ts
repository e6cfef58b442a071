import type { Logger } from "@appealmod/logger";

/** Tells once that a proxy seems to be left out of the settings: the next request would again. */
export function warnOfUnnamedProxy(logger: Pick<Logger, "warn">): (address: string) => void {
  let isTold = false;
  return (address) => {
    if (isTold) return;
    isTold = true;
    logger.warn(
      "proxy-not-trusted",
      `Requests come from ${address} on behalf of others, and all of those count as one client: together they reach the limits soon. If ${address} is your proxy, name it, or the range that it gets its address from, in trusted_proxies (APPEALMOD_TRUSTED_PROXIES=${address}).`,
      { address },
    );
  };
}
