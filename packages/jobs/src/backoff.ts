const firstDelayMs = 1000;

/**
 * How long a job waits after it failed: doubled from try to try up to a limit, with jitter, so that
 * what failed together does not come back together.
 *
 * @param attempt how often it was tried, from 1
 * @param longestMs the limit, in milliseconds
 * @param chance a number from 0 up to but not including 1
 */
export function backoffMs(attempt: number, longestMs: number, chance: number): number {
  const full = Math.min(firstDelayMs * 2 ** (attempt - 1), longestMs);
  return Math.round(full * (0.5 + chance / 2));
}
