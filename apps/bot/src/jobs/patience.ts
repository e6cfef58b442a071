import { type Clock, RedditError } from "@appealmod/core";
import { RetryLater } from "@appealmod/jobs";

/** Carries out work that needs Reddit, and puts it off while Reddit cannot be had. */
export type Patience = <T>(work: () => Promise<T>) => Promise<T>;

const shortestMs = 2_000;
const longestMs = 30_000;
/** Where Reddit wants fewer requests and names no time. */
const rateLimitMs = 10_000;

/**
 * Patience with Reddit, shared by all jobs of a process. The longer Reddit has been away, the
 * longer each job waits, and never all for the same time: a short hiccup costs seconds, and
 * an hour without Reddit is no hour of hammering.
 *
 * @param random from 0 up to but not including 1, for jitter
 */
export function createPatience(clock: Clock, random: () => number): Patience {
  let awaySince: number | null = null;
  return async (work) => {
    try {
      const result = await work();
      awaySince = null;
      return result;
    } catch (error) {
      if (!(error instanceof RedditError)) throw error;
      if (error.kind === "rate-limited")
        throw new RetryLater(error.retryAfterMs ?? rateLimitMs, error.message, error);
      if (error.kind !== "unreachable") throw error;
      const now = clock.now().getTime();
      awaySince ??= now;
      const delayMs = Math.min(longestMs, Math.max(shortestMs, (now - awaySince) / 2));
      throw new RetryLater(delayMs * (0.5 + random()), error.message, error);
    }
  };
}
