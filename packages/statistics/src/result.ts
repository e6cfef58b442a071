/**
 * Why a number cannot be given.
 *
 * - `no-data`: there is no case at all
 * - `first-arm-empty`, `second-arm-empty`: that arm holds no case
 * - `no-events`, `all-events`: nobody, or everybody, had the event, and the method needs both
 * - `no-events-in-first-arm`, `no-events-in-second-arm`: a ratio would be 0, or divided by 0
 * - `all-events-in-first-arm`, `all-events-in-second-arm`: odds would be divided by 0
 * - `no-usable-stratum`: no stratum has cases in both arms
 * - `no-variance`: the data leave no uncertainty that the method could measure
 * - `not-reached`: the curve never falls to the asked share
 * - `beyond-follow-up`: nobody was observed as long as was asked
 * - `too-few-observations`: no limits of that confidence can be had from so few
 * - `no-draw-by-chance`: the fraction is 0 or 1, so that nothing was left to chance
 * - `one-category`: both coders used one and the same label throughout
 * - `no-difference`: the two shares are equal, so that no size can tell them apart
 * - `out-of-reach`: not even the greatest possible difference reaches the power
 */
export type Reason =
  | "no-data"
  | "first-arm-empty"
  | "second-arm-empty"
  | "no-events"
  | "all-events"
  | "no-events-in-first-arm"
  | "no-events-in-second-arm"
  | "all-events-in-first-arm"
  | "all-events-in-second-arm"
  | "no-usable-stratum"
  | "no-variance"
  | "not-reached"
  | "beyond-follow-up"
  | "too-few-observations"
  | "no-draw-by-chance"
  | "one-category"
  | "no-difference"
  | "out-of-reach";

/** Nothing can be said, and why. */
export interface NoResult {
  readonly kind: "none";
  readonly reason: Reason;
}

/** An estimate between its limits: lower ≤ estimate ≤ upper, but for methods that say otherwise. */
export interface EstimateWithLimits {
  readonly kind: "estimate";
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** An estimate for which the method has no limits, and why. */
export interface EstimateWithoutLimits {
  readonly kind: "estimate-without-limits";
  readonly estimate: number;
  readonly reason: Reason;
}

export type IntervalResult = EstimateWithLimits | EstimateWithoutLimits | NoResult;

/** The probability, without any effect, of data at least as far from what is expected. */
export interface PValue {
  readonly kind: "test";
  readonly p: number;
}

/** A test by a statistic that is chi-squared with so many degrees of freedom without any effect. */
export interface ChiSquaredResult extends PValue {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
}
