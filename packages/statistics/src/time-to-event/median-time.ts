import type { AlphaOption } from "../input/alpha-option.ts";
import type { NoResult } from "../result.ts";
import { kaplanMeier, type SurvivalStep } from "./kaplan-meier.ts";
import type { Observation } from "./observation.ts";

export interface MedianTime {
  readonly kind: "median";
  readonly median: number;
  /** Left out where the curve's upper limit never falls to a half before it ends. */
  readonly lower?: number;
  /** Left out where too few were observed long enough: no upper limit can be given. */
  readonly upper?: number;
}

/**
 * The time by which the event has come to half of the cases. Where the curve is at a half exactly for a
 * while, the middle of that while, as in R and SAS, so that without censoring it is the ordinary median.
 * Its limits are the times at which the curve's own log-log limits reach a half.
 *
 * `no-data` without cases; `not-reached` if the curve ends above a half.
 *
 * Source: Brookmeyer & Crowley 1982, Biometrics 38:29–41; R, survival::quantile.survfit.
 *
 * @throws StatisticsInputError
 */
export function medianTime(
  observations: readonly Observation[],
  options: AlphaOption = {},
): MedianTime | NoResult {
  const curve = kaplanMeier(observations, options);
  if (curve.kind === "none") return curve;
  const median = timeOfHalf(curve.steps, ({ survival }) => survival);
  if (median === undefined) return { kind: "none", reason: "not-reached" };
  // Where the curve has fallen to 0 there are no limits; the ones before hold on.
  const lower = timeOfHalf(curve.steps, ({ limits }) => limits?.lower);
  const upper = timeOfHalf(curve.steps, ({ limits }) => limits?.upper);
  return {
    kind: "median",
    median,
    ...(lower === undefined ? {} : { lower: Math.min(lower, median) }),
    ...(upper === undefined ? {} : { upper: Math.max(upper, median) }),
  };
}

function timeOfHalf(
  steps: readonly SurvivalStep[],
  height: (step: SurvivalStep) => number | undefined,
): number | undefined {
  const falling = steps.filter(({ events }) => events > 0);
  const reached = falling.findIndex((step) => below(height(step)));
  const step = falling[reached];
  if (step === undefined) return undefined;
  const next = falling[reached + 1];
  if (!atHalf(height(step)) || next === undefined) return step.time;
  return (step.time + next.time) / 2;
}

function below(height: number | undefined): boolean {
  return height !== undefined && (height <= 0.5 || atHalf(height));
}

/** A product of fractions that is a half on paper can miss it by its last digits. */
function atHalf(height: number | undefined): boolean {
  return height !== undefined && Math.abs(height - 0.5) < 1e-12;
}
