import type { AlternativeOption } from "../input/alternative.ts";
import { type Proportion, requireProportion } from "../input/proportion.ts";
import { requireShare } from "../input/require-share.ts";
import { distributionByRatios } from "../numerics/discrete-distribution.ts";
import { tailProbability } from "../numerics/tail-probability.ts";
import type { NoResult, PValue } from "../result.ts";

/**
 * Whether a proportion could come from this probability, exactly. Two-sided: the probability of all
 * numbers of events that are no more probable than the observed one, as in R's binom.test.
 *
 * `no-data` if n is 0. A probability of 0 or 1 gives p = 1 where the data obey it, else 0.
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404–413; R, stats::binom.test.
 *
 * @throws StatisticsInputError also for a probability outside 0 to 1
 */
export function binomialTest(
  proportion: Proportion,
  probability: number,
  { alternative = "two-sided" }: AlternativeOption = {},
): PValue | NoResult {
  requireProportion(proportion);
  requireShare(probability, "the probability");
  const { events, n } = proportion;
  if (n === 0) return { kind: "none", reason: "no-data" };
  const odds = probability / (1 - probability);
  const distribution =
    probability === 0 || probability === 1
      ? { lowest: probability * n, probabilities: Float64Array.of(1) }
      : distributionByRatios(0, n, (k) => ((n - k) / (k + 1)) * odds);
  return { kind: "test", p: tailProbability(distribution, events, alternative) };
}
