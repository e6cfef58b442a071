import type { Alternative, AlternativeOption } from "../input/alternative.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import type { NoResult, PValue } from "../result.ts";
import { exactU } from "./exact-u.ts";
import { type RankCounts, rankCounts } from "./rank-counts.ts";
import { type Sample, valueCount, valueGroups } from "./value-groups.ts";

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
  first: Sample,
  second: Sample,
  { alternative = "two-sided", method = "automatic", continuity = true }: MannWhitneyOptions = {},
): MannWhitneyResult | NoResult {
  const one = valueGroups(first, "the first arm");
  const other = valueGroups(second, "the second arm");
  const [n1, n2] = [valueCount(one), valueCount(other)];
  if (n1 === 0 && n2 === 0) return { kind: "none", reason: "no-data" };
  if (n1 === 0) return { kind: "none", reason: "first-arm-empty" };
  if (n2 === 0) return { kind: "none", reason: "second-arm-empty" };
  const counts = rankCounts(one, other);
  const small = n1 < 50 && n2 < 50;
  const exact = method === "exact" || (method === "automatic" && small);
  const p = exact
    ? exactP(counts, n1, n2, alternative)
    : asymptoticP(counts, n1 * n2, alternative, continuity);
  return { kind: "test", p, u: counts.u, method: exact ? "exact" : "asymptotic" };
}

function exactP({ u, ties }: RankCounts, n1: number, n2: number, alternative: Alternative): number {
  const expected = (n1 * n2) / 2;
  const belongs = (each: number) =>
    alternative === "greater"
      ? each >= u
      : alternative === "less"
        ? each <= u
        : Math.abs(each - expected) >= Math.abs(u - expected);
  const tail = exactU(ties, n1, n2).filter((each) => belongs(each.u));
  return Math.min(
    1,
    tail.reduce((sum, { probability }) => sum + probability, 0),
  );
}

function asymptoticP(
  { u, variance }: RankCounts,
  pairs: number,
  alternative: Alternative,
  continuity: boolean,
): number {
  if (variance === 0) return 1;
  const half = continuity ? 0.5 : 0;
  const deviation = u - pairs / 2;
  const spread = Math.sqrt(variance);
  if (alternative === "greater") return normalTail((deviation - half) / spread);
  if (alternative === "less") return normalTail((-deviation - half) / spread);
  return Math.min(1, 2 * normalTail((Math.abs(deviation) - half) / spread));
}
