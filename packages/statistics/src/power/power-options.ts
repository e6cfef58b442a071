import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import type { AlternativeOption } from "../input/alternative.ts";
import { requireBetween } from "../input/require-between.ts";

export interface PowerOptions extends AlphaOption, AlternativeOption {}

export interface SizeOptions extends PowerOptions {
  /** The probability that the test finds the effect; 0.8 if it is left out. */
  readonly power?: number;
  /** The second arm's cases for each of the first's; 1 if it is left out. */
  readonly ratio?: number;
}

/** The part of alpha on the side of the effect. @throws StatisticsInputError */
export function sideOfAlpha(options: PowerOptions): number {
  const alpha = alphaOf(options);
  return (options.alternative ?? "two-sided") === "two-sided" ? alpha / 2 : alpha;
}

/** @throws StatisticsInputError unless alpha < power < 1: chance alone gives alpha. */
export function powerOf(options: { readonly power?: number } & AlphaOption): number {
  const { power = 0.8 } = options;
  const advice = "Power must be above alpha, which chance alone gives, and cannot be certain.";
  requireBetween(power, "power", alphaOf(options), 1, advice);
  return power;
}

/** @throws StatisticsInputError unless the ratio is positive and finite. */
export function ratioOf({ ratio = 1 }: { readonly ratio?: number }): number {
  const advice = "Give the second arm's cases for each of the first's, 1 for equal arms.";
  requireBetween(ratio, "ratio", 0, Number.POSITIVE_INFINITY, advice);
  return ratio;
}
