import { requireFinite } from "../input/require-finite.ts";

/** What the ranks of two samples put together say. */
export interface RankCounts {
  /** Mann and Whitney's U of the first: pairs in which its value is greater, ties counted half. */
  readonly u: number;
  /** The ranks of all values, ascending, doubled so that those of ties are whole numbers too. */
  readonly doubledRanks: readonly number[];
  /** The sum of t³ − t over all groups of t equal values. */
  readonly tieTerm: number;
}

/** @throws StatisticsInputError if a value is infinite or not a number. */
export function rankCounts(first: readonly number[], second: readonly number[]): RankCounts {
  for (const value of first) requireFinite(value, "a value of the first arm");
  for (const value of second) requireFinite(value, "a value of the second arm");
  const ascending = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].sort((a, b) => a.value - b.value);
  const doubledRanks: number[] = [];
  let doubledRankSum = 0;
  let tieTerm = 0;
  for (let from = 0; from < ascending.length; ) {
    let to = from;
    let ofFirst = 0;
    for (; ascending[to]?.value === ascending[from]?.value && to < ascending.length; to += 1) {
      if (ascending[to]?.isFirst === true) ofFirst += 1;
    }
    const doubledRank = from + 1 + to;
    const equal = to - from;
    for (let k = 0; k < equal; k += 1) doubledRanks.push(doubledRank);
    doubledRankSum += doubledRank * ofFirst;
    tieTerm += equal ** 3 - equal;
    from = to;
  }
  return { u: (doubledRankSum - first.length * (first.length + 1)) / 2, doubledRanks, tieTerm };
}
