import { type Clock, RedditError, Snooze } from "@appealmod/core";

/** Runs work that needs Reddit, and snoozes it while Reddit cannot be reached. */
export type RetryPolicy = <T>(work: () => Promise<T>) => Promise<T>;

const shortestMs = 2_000;
const longestMs = 30_000;
/** Where Reddit wants fewer requests and names no time. */
const rateLimitMs = 10_000;

/**
 * Shared by all jobs of a process. The longer Reddit has been unreachable, the longer each job
 * waits, and never all for the same time: a short hiccup costs seconds, and an hour's outage does
 * not mean an hour of requests.
 *
 * @param random from 0 up to but not including 1, for jitter
 */
export function createRedditRetryPolicy(clock: Clock, random: () => number): RetryPolicy {
  let unreachableSince: number | null = null;
  return async (work) => {
    try {
      const result = await work();
      unreachableSince = null;
      return result;
    } catch (error) {
      if (!(error instanceof RedditError)) throw error;
      if (error.kind === "rate-limited")
        throw new Snooze(error.message, error.retryAfterMs ?? rateLimitMs, error);
      if (error.kind !== "unreachable") throw error;
      const now = clock.now().getTime();
      unreachableSince ??= now;
      const delayMs = Math.min(longestMs, Math.max(shortestMs, (now - unreachableSince) / 2));
      throw new Snooze(error.message, delayMs * (0.5 + random()), error);
    }
  };
}
