import { requireShare } from "../input/require-share.ts";
import { StatisticsInputError } from "../input/statistics-input-error.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { NoResult } from "../result.ts";
import { type ArmSizes, armSizes } from "./arm-sizes.ts";
import { powerOf, ratioOf, type SizeOptions, sideOfAlpha } from "./power-options.ts";

export interface TwoShareSizeOptions extends SizeOptions {
  /** Fleiss's correction, for a test with continuity correction or Fisher's. False if left out. */
  readonly continuity?: boolean;
}

/**
 * How many cases each arm needs to find the difference of these two shares with the asked power, by
 * pooled z (what `twoSharePower` computes, the other way round).
 *
 * `no-difference` if the shares are equal.
 *
 * Source: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; R, stats::power.prop.test.
 *
 * @throws StatisticsInputError also if a one-sided alternative looks on the other side
 */
export function twoShareSize(
  firstShare: number,
  secondShare: number,
  options: TwoShareSizeOptions = {},
): ArmSizes | NoResult {
  requireShare(firstShare, "the first share");
  requireShare(secondShare, "the second share");
  const power = powerOf(options);
  const ratio = ratioOf(options);
  const z = normalScore(sideOfAlpha(options));
  const difference = Math.abs(firstShare - secondShare);
  if (difference === 0) return { kind: "none", reason: "no-difference" };
  requireSide(firstShare, secondShare, options);
  const share = (firstShare + ratio * secondShare) / (1 + ratio);
  const ofTest = (1 + 1 / ratio) * share * (1 - share);
  const ofTruth = firstShare * (1 - firstShare) + (secondShare * (1 - secondShare)) / ratio;
  const root = z * Math.sqrt(ofTest) - normalScore(power) * Math.sqrt(ofTruth);
  const exact = Math.max(0, root / difference) ** 2;
  if (options.continuity !== true) return armSizes(exact, ratio);
  const correction = (1 + 1 / ratio) / 2 / difference;
  return armSizes(((Math.sqrt(exact) + Math.sqrt(exact + 4 * correction)) / 2) ** 2, ratio);
}

function requireSide(first: number, second: number, { alternative }: SizeOptions): void {
  const reachable =
    alternative === "greater" ? first > second : alternative === "less" ? first < second : true;
  if (reachable) return;
  throw new StatisticsInputError(
    `the shares are ${first} and ${second}, and the alternative is ${alternative}: no size finds an effect on the other side. Swap the arms or the alternative.`,
  );
}
