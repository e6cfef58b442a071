import { Snooze, UnreadableRowError } from "@appealmod/core";
import { longestDelayMs } from "./job-definitions.ts";

/** How soon a job comes back that must wait for another one about the same redditor. */
export const busyDelayMs = 200;

const firstDelayMs = 1000;

/** When a job that ended with an error is tried again. */
export interface Retry {
  readonly delayMs: number;
  /** Tries that failed so far, this one included where it did. */
  readonly failures: number;
}

/**
 * What was snoozed waits as long as it asked for. What failed waits longer from try to try, up to a
 * limit. A row that cannot be read stays so until somebody mends it: the limit at once.
 *
 * @param failures tries that failed before
 * @param longestMs the limit, in milliseconds
 */
export function retryAfter(error: unknown, failures: number, longestMs: number): Retry {
  if (error instanceof Snooze) return { delayMs: Math.max(0, error.delayMs), failures };
  if (error instanceof UnreadableRowError)
    return { delayMs: longestDelayMs, failures: failures + 1 };
  return { delayMs: backoffMs(failures + 1, longestMs, Math.random()), failures: failures + 1 };
}

/**
 * Doubled from try to try up to a limit, with jitter, so that what failed together does not come
 * back together.
 *
 * @param attempt how often it was tried, from 1
 * @param longestMs the limit, in milliseconds
 * @param chance a number from 0 up to but not including 1
 */
export function backoffMs(attempt: number, longestMs: number, chance: number): number {
  const full = Math.min(firstDelayMs * 2 ** (attempt - 1), longestMs);
  return Math.round(full * (0.5 + chance / 2));
}
