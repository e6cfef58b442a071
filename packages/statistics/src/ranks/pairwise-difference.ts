/**
 * The k-th smallest (from 1) of all differences between a value of the first and one of the second
 * sample, without writing the differences down: each guess is counted in one walk along both.
 * Both samples ascend.
 */
export function pairwiseDifference(
  first: readonly number[],
  second: readonly number[],
  k: number,
): number {
  let lowest = (first[0] ?? 0) - (second.at(-1) ?? 0);
  let highest = (first.at(-1) ?? 0) - (second[0] ?? 0);
  while (lowest < highest) {
    const middle = lowest + (highest - lowest) / 2;
    // Between neighbouring doubles the middle rounds to one of them: the upper one would settle nothing.
    const guess = middle < highest ? middle : lowest;
    const { notAbove, greatestNotAbove, leastAbove } = countNotAbove(first, second, guess);
    if (notAbove >= k) highest = Math.max(lowest, greatestNotAbove);
    else lowest = Math.min(highest, leastAbove);
  }
  return lowest;
}

function countNotAbove(first: readonly number[], second: readonly number[], limit: number) {
  let notAbove = 0;
  let greatestNotAbove = Number.NEGATIVE_INFINITY;
  let leastAbove = Number.POSITIVE_INFINITY;
  // Values of the second from this position on have differences that are not above the limit.
  let position = 0;
  for (const value of first) {
    while (position < second.length && value - (second[position] ?? 0) > limit) position += 1;
    const at = second[position];
    const before = second[position - 1];
    if (at !== undefined) greatestNotAbove = Math.max(greatestNotAbove, value - at);
    if (before !== undefined) leastAbove = Math.min(leastAbove, value - before);
    notAbove += second.length - position;
  }
  return { notAbove, greatestNotAbove, leastAbove };
}
