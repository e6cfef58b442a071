import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { NoResult } from "../result.ts";
import { caseCount, type Observation } from "./observation.ts";
import { type RestrictedMean, restrictedMean } from "./restricted-mean.ts";

/**
 * The first arm's restricted mean time less the second's, up to the same horizon.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody; `beyond-follow-up` if
 * either was not observed up to the horizon.
 *
 * Source: Royston & Parmar 2013, BMC Medical Research Methodology 13:152.
 *
 * @throws StatisticsInputError
 */
export function restrictedMeanDifference(
  first: readonly Observation[],
  second: readonly Observation[],
  horizon: number,
  options: AlphaOption = {},
): RestrictedMean | NoResult {
  const z = normalScore(alphaOf(options) / 2);
  const one = restrictedMean(first, horizon, options);
  const other = restrictedMean(second, horizon, options);
  if (caseCount(first) === 0 && caseCount(second) === 0) return { kind: "none", reason: "no-data" };
  if (caseCount(first) === 0) return { kind: "none", reason: "first-arm-empty" };
  if (caseCount(second) === 0) return { kind: "none", reason: "second-arm-empty" };
  if (one.kind === "none") return one;
  if (other.kind === "none") return other;
  const estimate = one.estimate - other.estimate;
  const standardError = Math.hypot(one.standardError, other.standardError);
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(-horizon, estimate - z * standardError),
    upper: Math.min(horizon, estimate + z * standardError),
    standardError,
  };
}
