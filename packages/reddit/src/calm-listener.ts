import type { Clock } from "@appealmod/core";
import type { RedditGatewayEvent } from "./events.ts";

/** An oddity that stays is told again after this long. */
const repeatAfterMs = 60 * 60_000;

/** More different oddities than this at once are not kept apart. */
const maxRemembered = 1_000;

/**
 * A listener that cannot hurt: what it throws is dropped, and the same odd answer, which a
 * poll may meet every few seconds, is told once an hour.
 */
export function calmListener(
  listener: ((event: RedditGatewayEvent) => void) | undefined,
  clock: Clock,
): (event: RedditGatewayEvent) => void {
  const toldAt = new Map<string, number>();
  return (event) => {
    const key = lastingOddity(event);
    if (key !== null) {
      const now = clock.now().getTime();
      if (now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < repeatAfterMs) return;
      if (toldAt.size >= maxRemembered) toldAt.clear();
      toldAt.set(key, now);
    }
    try {
      listener?.(event);
    } catch {
      // A listener's trouble is not the request's trouble.
    }
  };
}

/** What tells one oddity that stays from another; `null` for what is told each time. */
function lastingOddity(event: RedditGatewayEvent): string | null {
  if (event.event === "odd-answer") return `${event.endpoint} ${event.detail}`;
  if (event.event === "communities-refused") return `refused ${event.subreddits.join(" ")}`;
  return null;
}
