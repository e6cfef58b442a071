import type { ValueGroup } from "./value-groups.ts";

/** What the ranks of two samples put together say. */
export interface RankCounts {
  /** Mann and Whitney's U of the first: pairs in which its value is greater, ties counted half. */
  readonly u: number;
  /** How many values share each rank, ascending. */
  readonly ties: readonly number[];
  /** The variance of U, corrected for ties; 0 if all values are equal. */
  readonly variance: number;
}

/** The samples come as `valueGroups`. */
export function rankCounts(
  first: readonly ValueGroup[],
  second: readonly ValueGroup[],
): RankCounts {
  const ties: number[] = [];
  let u = 0;
  let tieTerm = 0;
  let secondBelow = 0;
  let firstBelow = 0;
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const one = first[i];
    const other = second[j];
    const value = Math.min(one?.value ?? Infinity, other?.value ?? Infinity);
    const ofFirst = one?.value === value ? one.count : 0;
    const ofSecond = other?.value === value ? other.count : 0;
    if (ofFirst > 0) i += 1;
    if (ofSecond > 0) j += 1;
    const equal = ofFirst + ofSecond;
    ties.push(equal);
    tieTerm += equal ** 3 - equal;
    u += ofFirst * (secondBelow + ofSecond / 2);
    firstBelow += ofFirst;
    secondBelow += ofSecond;
  }
  return { u, ties, variance: varianceOf(firstBelow, secondBelow, tieTerm) };
}

function varianceOf(n1: number, n2: number, tieTerm: number): number {
  const n = n1 + n2;
  if (n < 2) return 0;
  return Math.max(0, (n1 * n2 * (n + 1 - tieTerm / n / (n - 1))) / 12);
}
