import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { IntervalResult } from "../result.ts";
import { type Stratum, usableStrata } from "./stratum.ts";
import { sumOver } from "./sum-over.ts";

/**
 * The first arm's share less the second's, pooled over strata that each have a difference of their own
 * share: unlike the crude difference it cannot be turned round by strata that differ in size, share and
 * fraction at once. Sato's variance holds both for few large strata and for many small ones. Strata
 * with an empty arm add nothing. Limits are cut at −1 and 1.
 *
 * `no-data` without strata; `no-usable-stratum` if each has an empty arm; without limits
 * (`no-variance`) where nobody or everybody had the event.
 *
 * Source: Greenland & Robins 1985, Biometrics 41:55–68 (estimate); Sato 1989, Biometrics 45:1323–1324
 * (variance).
 *
 * @throws StatisticsInputError
 */
export function mantelHaenszelRiskDifference(
  strata: readonly Stratum[],
  options: AlphaOption = {},
): IntervalResult {
  const z = normalScore(alphaOf(options) / 2);
  const usable = usableStrata(strata);
  if (strata.every(({ first, second }) => first.n + second.n === 0)) {
    return { kind: "none", reason: "no-data" };
  }
  if (usable.length === 0) return { kind: "none", reason: "no-usable-stratum" };
  const weight = sumOver(usable, ({ first, second, cases }) => first * (second / cases));
  const difference =
    sumOver(usable, ({ a, c, first, second, cases }) => (a * second - c * first) / cases) / weight;
  const estimate = Math.min(1, Math.max(-1, difference));
  const p = sumOver(
    usable,
    ({ a, c, first, second, cases }) =>
      (first / cases) * (first / cases) * c -
      (second / cases) * (second / cases) * a +
      ((first / cases) * (second / cases) * (second - first)) / 2,
  );
  const q = sumOver(usable, ({ a, b, c, d, cases }) => (a * d + c * b) / (2 * cases));
  // Where the two terms cancel, what is left are the last digits of doubles.
  const spread = difference * p + q;
  if (!(spread > 1e-12 * (Math.abs(difference * p) + q))) {
    return { kind: "estimate-without-limits", estimate, reason: "no-variance" };
  }
  const width = (z * Math.sqrt(spread)) / weight;
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(-1, estimate - width),
    upper: Math.min(1, estimate + width),
  };
}
