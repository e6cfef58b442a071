/** The spread of a set of durations, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
}

/** @throws Error for an empty set, of which nothing can be said */
export function spreadOf(durations: readonly number[]): Spread {
  if (durations.length === 0) throw new Error("nothing was measured");
  const sorted = durations.toSorted((one, other) => one - other);
  // The smallest value that so many per cent do not exceed.
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    count: sorted.length,
    median: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: at(1),
  };
}

/** In words for the table: `median 0.04 s, 95 % 0.06 s, 99 % 0.08 s, worst 0.10 s`. */
export function inSeconds({ median, p95, p99, worst }: Spread): string {
  const s = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return `median ${s(median)}, 95 % ${s(p95)}, 99 % ${s(p99)}, worst ${s(worst)}`;
}

/** The same for what takes milliseconds. */
export function inMilliseconds({ median, p95, p99, worst }: Spread): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return `median ${ms(median)}, 95 % ${ms(p95)}, 99 % ${ms(p99)}, worst ${ms(worst)}`;
}
