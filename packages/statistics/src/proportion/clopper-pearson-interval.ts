import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import type { Proportion } from "../input/proportion.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { intervalByLowerLimit } from "./interval-by-lower-limit.ts";

/**
 * A proportion with exact limits: they hold the truth at least as often as they say, whatever it is,
 * and are wider for it than Wilson's.
 *
 * `no-data` if n is 0.
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404–413; Newcombe 1998, Stat Med 17:857–872, method 5.
 *
 * @throws StatisticsInputError
 */
export function clopperPearsonInterval(
  proportion: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  const alpha = alphaOf(options);
  return intervalByLowerLimit(proportion, (events, n) => lowerLimit(events, n, alpha));
}

function lowerLimit(events: number, n: number, alpha: number): number {
  if (events === 0) return 0;
  if (events === n) return (alpha / 2) ** (1 / n);
  return Math.min(betaQuantile(alpha / 2, events, n - events + 1), events / n);
}
