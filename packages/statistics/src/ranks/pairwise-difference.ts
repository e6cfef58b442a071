import type { ValueGroup } from "./value-groups.ts";

/**
 * The k-th smallest (from 1) of all differences between a value of the first and one of the second
 * sample, without writing the differences down: each guess is counted in one walk along both. The
 * samples come as `valueGroups`, neither of them empty.
 */
export function pairwiseDifference(
  first: readonly ValueGroup[],
  second: readonly ValueGroup[],
  k: number,
): number {
  const pair = sampleColumns(first, second);
  let lowest = at(pair.first, 0) - at(pair.second, second.length - 1);
  let highest = at(pair.first, first.length - 1) - at(pair.second, 0);
  while (lowest < highest) {
    const middle = lowest + (highest - lowest) / 2;
    // Between neighbouring doubles the middle rounds to one of them: the upper one would settle nothing.
    const guess = middle < highest ? middle : lowest;
    const { notAbove, greatestNotAbove, leastAbove } = countNotAbove(pair, guess);
    if (notAbove >= k) highest = Math.max(lowest, greatestNotAbove);
    else lowest = Math.min(highest, leastAbove);
  }
  return lowest;
}

/** Columns of plain numbers, as these are walked along many times. */
function sampleColumns(first: readonly ValueGroup[], second: readonly ValueGroup[]) {
  const fromHere = new Float64Array(second.length + 1);
  for (let j = second.length - 1; j >= 0; j -= 1) {
    fromHere[j] = at(fromHere, j + 1) + (second[j]?.count ?? 0);
  }
  return {
    first: Float64Array.from(first, ({ value }) => value),
    counts: Float64Array.from(first, ({ count }) => count),
    second: Float64Array.from(second, ({ value }) => value),
    /** How many values of the second sample there are from each position on. */
    fromHere,
  };
}

function countNotAbove(
  { first, counts, second, fromHere }: ReturnType<typeof sampleColumns>,
  limit: number,
) {
  let notAbove = 0;
  let greatestNotAbove = Number.NEGATIVE_INFINITY;
  let leastAbove = Number.POSITIVE_INFINITY;
  // Values of the second from this position on have differences that are not above the limit.
  let position = 0;
  for (let i = 0; i < first.length; i += 1) {
    const value = at(first, i);
    while (position < second.length && value - at(second, position) > limit) position += 1;
    if (position < second.length) {
      greatestNotAbove = Math.max(greatestNotAbove, value - at(second, position));
    }
    if (position > 0) leastAbove = Math.min(leastAbove, value - at(second, position - 1));
    notAbove += at(counts, i) * at(fromHere, position);
  }
  return { notAbove, greatestNotAbove, leastAbove };
}

function at(column: Float64Array, position: number): number {
  return column[position] ?? 0;
}
