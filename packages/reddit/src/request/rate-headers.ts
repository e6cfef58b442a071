/** What Reddit's rate-limit headers say at the moment of an answer. */
export interface RateReport {
  /** Requests left in the window, rounded down. */
  readonly remaining: number;
  /** Milliseconds until the window ends; `null` where the header is missing or odd. */
  readonly resetMs: number | null;
}

/** Windows are ten minutes (`ratelimit-series`); a reset far beyond is not one of Reddit's. */
const longestWindowMs = 60 * 60_000;

/**
 * Reads `x-ratelimit-remaining` (`"597.0"`, in 2023 also `"995"`) and `x-ratelimit-reset`
 * (seconds).
 *
 * @returns `null` where the headers are absent, as on every 401, or make no sense
 */
export function readRateHeaders(headers: Readonly<Record<string, string>>): RateReport | null {
  const remaining = nonNegative(headers["x-ratelimit-remaining"]);
  if (remaining === null) return null;
  const reset = nonNegative(headers["x-ratelimit-reset"]);
  const resetMs = reset === null ? null : reset * 1000;
  return {
    remaining: Math.floor(remaining),
    resetMs: resetMs !== null && resetMs <= longestWindowMs ? resetMs : null,
  };
}

/**
 * Reads `Retry-After`, which is a number of seconds or a date.
 *
 * @returns milliseconds from now, `null` where absent or odd
 */
export function readRetryAfter(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | null {
  const text = headers["retry-after"]?.trim();
  if (text === undefined) return null;
  const seconds = nonNegative(text);
  if (seconds !== null) return seconds * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Milliseconds until the next wall-clock ten minutes, where Reddit's windows end. */
export function untilNextWindow(now: number): number {
  const windowMs = 10 * 60_000;
  return windowMs - (now % windowMs);
}

function nonNegative(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  return /^\d{1,12}(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}
