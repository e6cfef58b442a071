import type { RetrySettings } from "../options.ts";

/**
 * Milliseconds to wait before a repetition: doubling, with half of it left to chance so
 * that many clients do not come back at once.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param draw from 0 up to but not including 1
 */
export function backoffMs(attempt: number, retry: RetrySettings, draw: number): number {
  const full = Math.min(retry.baseDelayMs * 2 ** (attempt - 1), retry.maxDelayMs);
  return Math.round(full * (0.5 + draw / 2));
}
