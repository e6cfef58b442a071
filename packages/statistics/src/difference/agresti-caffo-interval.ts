import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";

/**
 * The first arm's share less the second's, with the limits of Wald after one case with and one without
 * the event were added to each arm. The estimate is the observed difference; at the ends of the scale
 * it can lie outside the limits of one so adjusted, and they are widened to hold it.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody.
 *
 * Source: Agresti & Caffo 2000, The American Statistician 54:280–288.
 *
 * @throws StatisticsInputError
 */
export function agrestiCaffoInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  requireArms(first, second);
  const z = normalScore(alphaOf(options) / 2);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const one = (first.events + 1) / (first.n + 2);
  const other = (second.events + 1) / (second.n + 2);
  const width =
    z * Math.sqrt((one * (1 - one)) / (first.n + 2) + (other * (1 - other)) / (second.n + 2));
  const estimate = first.events / first.n - second.events / second.n;
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(-1, Math.min(one - other - width, estimate)),
    upper: Math.min(1, Math.max(one - other + width, estimate)),
  };
}
