import type { Logger } from "@appealmod/logger";
import type { RefusedConnection } from "./listen.ts";

/** A flood must not flood the log. */
const warnEveryMs = 60_000;

/** Tells that connections were ended unheard, once in a minute for each limit. */
export function warnOfRefusedConnections(
  logger: Pick<Logger, "warn">,
  now: () => number = () => performance.now(),
): (limit: RefusedConnection) => void {
  const told = new Map<RefusedConnection, number>();
  return (limit) => {
    const at = now();
    if (at - (told.get(limit) ?? Number.NEGATIVE_INFINITY) < warnEveryMs) return;
    told.set(limit, at);
    logger.warn("connections-refused", `There are too many ${limit}: more are ended unheard`, {
      limit,
    });
  };
}
