import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { findRoot } from "../numerics/find-root.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { restrictedShares } from "./restricted-shares.ts";

/**
 * Score limits for a difference of shares: those differences that the score test does not reject.
 * `varianceFactor` is what the variance is multiplied with, by both arms' number of cases.
 */
export function scoreInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption,
  varianceFactor: (cases: number) => number,
): EstimateWithLimits | NoResult {
  requireArms(first, second);
  const z = normalScore(alphaOf(options) / 2);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const factor = varianceFactor(first.n + second.n);
  const lower = lowerLimit(first, second, z, factor);
  const upper = -lowerLimit(second, first, z, factor);
  const estimate = first.events / first.n - second.events / second.n;
  return {
    kind: "estimate",
    estimate,
    lower: Math.min(lower, estimate),
    upper: Math.max(upper, estimate),
  };
}

function lowerLimit(first: Proportion, second: Proportion, z: number, factor: number): number {
  const estimate = first.events / first.n - second.events / second.n;
  if (estimate <= -1) return -1;
  const beyond = (difference: number) => {
    const shares = restrictedShares(first, second, difference);
    const variance =
      factor *
      ((shares.first * (1 - shares.first)) / first.n +
        (shares.second * (1 - shares.second)) / second.n);
    if (variance === 0) return Number.POSITIVE_INFINITY;
    return (estimate - difference) / Math.sqrt(variance) - z;
  };
  return findRoot(
    (difference) => (difference === estimate ? -z : beyond(difference)),
    -1,
    estimate,
  );
}
