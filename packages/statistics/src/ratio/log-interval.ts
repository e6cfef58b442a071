import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits } from "../result.ts";

/** Limits that are symmetrical for the logarithm of a ratio. */
export function logInterval(
  ratio: number,
  logVariance: number,
  alpha: number,
  estimate = ratio,
): EstimateWithLimits {
  const width = normalScore(alpha / 2) * Math.sqrt(Math.max(0, logVariance));
  return {
    kind: "estimate",
    estimate,
    lower: ratio * Math.exp(-width),
    upper: ratio * Math.exp(width),
  };
}
