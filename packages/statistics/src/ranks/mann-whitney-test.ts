import type { Alternative, AlternativeOption } from "../input/alternative.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import type { NoResult, PValue } from "../result.ts";
import { type RankCounts, rankCounts } from "./rank-counts.ts";
import { rankSumDistribution } from "./rank-sum-distribution.ts";

export interface MannWhitneyOptions extends AlternativeOption {
  /** `automatic`, if left out: exact while both arms have fewer than 50 values, as in R. */
  readonly method?: "automatic" | "exact" | "asymptotic";
  /** For the asymptotic method: half a pair nearer to the expectation. True if it is left out. */
  readonly continuity?: boolean;
}

export interface MannWhitneyResult extends PValue {
  /** Pairs in which the first arm's value is greater, ties counted half; R's W. */
  readonly u: number;
  readonly method: "exact" | "asymptotic";
}

/**
 * Whether values of the first arm tend to be greater, or smaller, than those of the second. Ties are
 * given the mean of their ranks. The exact method counts all ways to deal the observed ranks, ties
 * included, to the two arms; two-sided it takes those whose U is at least as far from its expectation.
 * The asymptotic one corrects the variance for ties. If all values are equal, p is 1.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds no values.
 *
 * Source: Mann & Whitney 1947, Annals of Mathematical Statistics 18:50–60; Lehmann 1975,
 * Nonparametrics, section 1.4 (ties); R, stats::wilcox.test (continuity).
 *
 * @throws StatisticsInputError
 */
export function mannWhitneyTest(
  first: readonly number[],
  second: readonly number[],
  { alternative = "two-sided", method = "automatic", continuity = true }: MannWhitneyOptions = {},
): MannWhitneyResult | NoResult {
  const counts = rankCounts(first, second);
  if (first.length === 0 && second.length === 0) return { kind: "none", reason: "no-data" };
  if (first.length === 0) return { kind: "none", reason: "first-arm-empty" };
  if (second.length === 0) return { kind: "none", reason: "second-arm-empty" };
  const small = first.length < 50 && second.length < 50;
  const exact = method === "exact" || (method === "automatic" && small);
  const p = exact
    ? exactP(counts, first.length, second.length, alternative)
    : asymptoticP(counts, first.length, second.length, alternative, continuity);
  return { kind: "test", p, u: counts.u, method: exact ? "exact" : "asymptotic" };
}

function exactP(
  { u, doubledRanks, tieTerm }: RankCounts,
  n1: number,
  n2: number,
  alternative: Alternative,
): number {
  // The smaller arm is dealt: fewer sums. Its U is what is left of all pairs.
  const chosen = Math.min(n1, n2);
  const dealtU = n1 <= n2 ? u : n1 * n2 - u;
  const scale = tieTerm === 0 ? 1 : 2;
  const ranks = doubledRanks.map((rank) => (rank * scale) / 2);
  const probabilities = rankSumDistribution(ranks, chosen);
  const least = (chosen * (chosen + 1)) / 2;
  const expected = (n1 * n2) / 2;
  const sign = n1 <= n2 ? 1 : -1;
  const distance = Math.abs(dealtU - expected);
  let p = 0;
  probabilities.forEach((probability, sum) => {
    const each = sum / scale - least;
    const belongs =
      alternative === "two-sided"
        ? Math.abs(each - expected) >= distance
        : (alternative === "greater" ? each - dealtU : dealtU - each) * sign >= 0;
    if (belongs) p += probability;
  });
  return Math.min(1, p);
}

function asymptoticP(
  { u, tieTerm }: RankCounts,
  n1: number,
  n2: number,
  alternative: Alternative,
  continuity: boolean,
): number {
  const n = n1 + n2;
  const variance = (n1 * n2 * (n + 1 - tieTerm / n / (n - 1))) / 12;
  if (!(variance > 0)) return 1;
  const half = continuity ? 0.5 : 0;
  const deviation = u - (n1 * n2) / 2;
  const spread = Math.sqrt(variance);
  if (alternative === "greater") return normalTail((deviation - half) / spread);
  if (alternative === "less") return normalTail((-deviation - half) / spread);
  return Math.min(1, 2 * normalTail((Math.abs(deviation) - half) / spread));
}
