import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { IntervalResult } from "../result.ts";
import { pairwiseDifference } from "./pairwise-difference.ts";
import { type RankCounts, rankCounts } from "./rank-counts.ts";
import { rankSumDistribution } from "./rank-sum-distribution.ts";

/**
 * By how much values of the first arm exceed those of the second: the median of all differences between
 * one of each. The limits are those differences that the Mann-Whitney test does not reject: by U's
 * exact distribution if both arms have fewer than 50 values and no two are equal, else by the normal
 * one, corrected for ties, rounded to the wider side. Its time grows as n log n.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds no values; without limits
 * (`too-few-observations`) if not even all differences together reach the asked confidence, and
 * (`no-variance`) if all values are equal.
 *
 * Source: Hodges & Lehmann 1963, Annals of Mathematical Statistics 34:598–611; Hollander & Wolfe 1973,
 * Nonparametric Statistical Methods, sections 4.2 and 4.3.
 *
 * @throws StatisticsInputError
 */
export function hodgesLehmannShift(
  first: readonly number[],
  second: readonly number[],
  options: AlphaOption = {},
): IntervalResult {
  const alpha = alphaOf(options);
  const counts = rankCounts(first, second);
  if (first.length === 0 && second.length === 0) return { kind: "none", reason: "no-data" };
  if (first.length === 0) return { kind: "none", reason: "first-arm-empty" };
  if (second.length === 0) return { kind: "none", reason: "second-arm-empty" };
  const one = [...first].sort((a, b) => a - b);
  const other = [...second].sort((a, b) => a - b);
  const pairs = one.length * other.length;
  const difference = (k: number) => pairwiseDifference(one, other, k);
  const lowMiddle = difference(Math.ceil(pairs / 2));
  const highMiddle = pairs % 2 === 1 ? lowMiddle : difference(pairs / 2 + 1);
  const estimate = lowMiddle + (highMiddle - lowMiddle) / 2;
  if (one[0] === one.at(-1) && other[0] === other.at(-1) && one[0] === other[0]) {
    return { kind: "estimate-without-limits", estimate, reason: "no-variance" };
  }
  const small = one.length < 50 && other.length < 50 && counts.tieTerm === 0;
  const outside = small
    ? exactOutside(counts, one.length, other.length, alpha)
    : asymptoticOutside(counts, one.length, other.length, alpha);
  if (outside < 1) {
    return { kind: "estimate-without-limits", estimate, reason: "too-few-observations" };
  }
  return {
    kind: "estimate",
    estimate,
    lower: difference(outside),
    upper: difference(pairs + 1 - outside),
  };
}

/** The greatest k of which P(U < k) ≤ alpha / 2: the k-th difference from either end is a limit. */
function exactOutside(counts: RankCounts, n1: number, n2: number, alpha: number): number {
  const chosen = Math.min(n1, n2);
  const ranks = counts.doubledRanks.map((rank) => rank / 2);
  const probabilities = rankSumDistribution(ranks, chosen);
  const least = (chosen * (chosen + 1)) / 2;
  let below = 0;
  let k = 0;
  for (; k <= (n1 * n2) / 2; k += 1) {
    below += probabilities[least + k] ?? 0;
    if (below > alpha / 2) break;
  }
  return Math.min(k, Math.ceil((n1 * n2) / 2));
}

function asymptoticOutside({ tieTerm }: RankCounts, n1: number, n2: number, alpha: number): number {
  const n = n1 + n2;
  const variance = (n1 * n2 * (n + 1 - tieTerm / n / (n - 1))) / 12;
  const expected = (n1 * n2) / 2;
  const rank = Math.floor(
    expected + 0.5 - normalScore(alpha / 2) * Math.sqrt(Math.max(0, variance)),
  );
  return Math.min(rank, Math.ceil(expected));
}
