import { requireFinite } from "../input/require-finite.ts";

/** One value that occurs in a sample, and how often. */
export interface ValueGroup {
  readonly value: number;
  readonly count: number;
}

/** The values of a sample, each once, ascending. @throws StatisticsInputError unless all are finite. */
export function valueGroups(sample: readonly number[], name: string): ValueGroup[] {
  for (const value of sample) requireFinite(value, `a value of ${name}`);
  const groups: { value: number; count: number }[] = [];
  let last: { value: number; count: number } | undefined;
  for (const value of Float64Array.from(sample).sort()) {
    if (last?.value === value) {
      last.count += 1;
    } else {
      last = { value, count: 1 };
      groups.push(last);
    }
  }
  return groups;
}
