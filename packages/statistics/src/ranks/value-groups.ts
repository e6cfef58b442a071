import { requireCount } from "../input/require-count.ts";
import { requireFinite } from "../input/require-finite.ts";

/** One value that occurs in a sample, and how often. */
export interface ValueGroup {
  readonly value: number;
  readonly count: number;
}

/** Values one by one, or each with how often it occurs, in any order. */
export type Sample = readonly (number | ValueGroup)[];

/**
 * The values of a sample, each once, ascending.
 *
 * @throws StatisticsInputError unless all are finite, and each occurs a whole number of times
 */
export function valueGroups(sample: Sample, name: string): ValueGroup[] {
  const counts = new Map<number, number>();
  for (const each of sample) {
    const { value, count } = typeof each === "number" ? { value: each, count: 1 } : each;
    requireFinite(value, `a value of ${name}`);
    requireCount(count, `how often a value of ${name} occurs`);
    if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return Array.from(Float64Array.from(counts.keys()).sort(), (value) => ({
    value,
    count: counts.get(value) ?? 0,
  }));
}

/** How many values there are in all. */
export function valueCount(groups: readonly ValueGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
