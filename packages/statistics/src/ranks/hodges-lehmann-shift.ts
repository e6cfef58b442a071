import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { IntervalResult } from "../result.ts";
import { exactU } from "./exact-u.ts";
import { pairwiseDifference } from "./pairwise-difference.ts";
import { type RankCounts, rankCounts } from "./rank-counts.ts";
import { type Sample, valueCount, valueGroups } from "./value-groups.ts";

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
  first: Sample,
  second: Sample,
  options: AlphaOption = {},
): IntervalResult {
  const alpha = alphaOf(options);
  const one = valueGroups(first, "the first arm");
  const other = valueGroups(second, "the second arm");
  const [n1, n2] = [valueCount(one), valueCount(other)];
  if (n1 === 0 && n2 === 0) return { kind: "none", reason: "no-data" };
  if (n1 === 0) return { kind: "none", reason: "first-arm-empty" };
  if (n2 === 0) return { kind: "none", reason: "second-arm-empty" };
  const pairs = n1 * n2;
  const difference = (k: number) => pairwiseDifference(one, other, k);
  const lowMiddle = difference(Math.ceil(pairs / 2));
  const highMiddle = pairs % 2 === 1 ? lowMiddle : difference(pairs / 2 + 1);
  const estimate = lowMiddle + (highMiddle - lowMiddle) / 2;
  const counts = rankCounts(one, other);
  if (counts.variance === 0) {
    return { kind: "estimate-without-limits", estimate, reason: "no-variance" };
  }
  const small = n1 < 50 && n2 < 50;
  const untied = counts.ties.every((equal) => equal === 1);
  const outside =
    small && untied ? exactOutside(counts, n1, n2, alpha) : asymptoticOutside(counts, pairs, alpha);
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
function exactOutside({ ties }: RankCounts, n1: number, n2: number, alpha: number): number {
  let below = 0;
  const first = exactU(ties, n1, n2).find(({ probability }) => {
    below += probability;
    return below > alpha / 2;
  });
  return Math.min(first?.u ?? 0, Math.ceil((n1 * n2) / 2));
}

function asymptoticOutside({ variance }: RankCounts, pairs: number, alpha: number): number {
  const rank = Math.floor(pairs / 2 + 0.5 - normalScore(alpha / 2) * Math.sqrt(variance));
  return Math.min(rank, Math.ceil(pairs / 2));
}
