import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { requireBetween } from "../input/require-between.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { kaplanMeier } from "./kaplan-meier.ts";
import type { Observation } from "./observation.ts";

export interface RestrictedMean extends EstimateWithLimits {
  readonly standardError: number;
}

/**
 * The mean time without the event within the first `horizon` units of time: the area under the curve
 * up to there. It can be given where the median is not reached. Limits by the normal distribution, cut
 * at 0 and the horizon.
 *
 * `no-data` without cases; `beyond-follow-up` if the last case was censored before the horizon, since
 * the curve is not known from there on.
 *
 * Source: Irwin 1949, Journal of Hygiene 47:188–189; Klein & Moeschberger 2003, Survival Analysis,
 * section 4.5; R, survival::survfit with `rmean` (standard error).
 *
 * @throws StatisticsInputError also unless the horizon is above 0
 */
export function restrictedMean(
  observations: readonly Observation[],
  horizon: number,
  options: AlphaOption = {},
): RestrictedMean | NoResult {
  requireBetween(
    horizon,
    "the horizon",
    0,
    Number.POSITIVE_INFINITY,
    "Give it in the unit of the times.",
  );
  const z = normalScore(alphaOf(options) / 2);
  const curve = kaplanMeier(observations, options);
  if (curve.kind === "none") return curve;
  const last = curve.steps.at(-1);
  if (last !== undefined && last.time < horizon && last.survival > 0) {
    return { kind: "none", reason: "beyond-follow-up" };
  }
  let area = 0;
  let variance = 0;
  let until = horizon;
  for (const step of curve.steps.toReversed()) {
    if (step.time >= horizon) continue;
    area += step.survival * (until - step.time);
    until = step.time;
    const remaining = step.atRisk - step.events;
    if (remaining > 0) variance += area ** 2 * (step.events / step.atRisk / remaining);
  }
  const estimate = Math.min(horizon, area + until);
  const standardError = Math.sqrt(variance);
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(0, estimate - z * standardError),
    upper: Math.min(horizon, estimate + z * standardError),
    standardError,
  };
}
