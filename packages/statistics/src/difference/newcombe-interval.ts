import { alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { type WilsonOptions, wilsonInterval } from "../proportion/wilson-interval.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";

/**
 * The first arm's share less the second's, with the hybrid score limits: the distances from each share
 * to its own Wilson limits, put together as the sides of a right angle. Method 10, or with
 * `continuity` method 11.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody.
 *
 * Source: Newcombe 1998, Stat Med 17:873–890.
 *
 * @throws StatisticsInputError
 */
export function newcombeInterval(
  first: Proportion,
  second: Proportion,
  options: WilsonOptions = {},
): EstimateWithLimits | NoResult {
  requireArms(first, second);
  alphaOf(options);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const one = wilsonInterval(first, options);
  const other = wilsonInterval(second, options);
  if (one.kind === "none" || other.kind === "none") return { kind: "none", reason: "no-data" };
  const estimate = one.estimate - other.estimate;
  const below = Math.hypot(one.estimate - one.lower, other.upper - other.estimate);
  const above = Math.hypot(one.upper - one.estimate, other.estimate - other.lower);
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(-1, estimate - below),
    upper: Math.min(1, estimate + above),
  };
}
