import betaCdf from "@stdlib/stats-base-dists-beta-cdf";
import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import type { Proportion } from "../input/proportion.ts";
import { findRoot } from "../numerics/find-root.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { intervalByLowerLimit } from "./interval-by-lower-limit.ts";

/**
 * A proportion with mid-P limits: the exact ones, but what was observed counts half in each tail.
 * They hold the truth as often as they say on average, not for every truth.
 *
 * `no-data` if n is 0.
 *
 * Source: Lancaster 1961, JASA 56:223–234; Newcombe 1998, Stat Med 17:857–872, method 6.
 *
 * @throws StatisticsInputError
 */
export function midPInterval(
  proportion: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  const alpha = alphaOf(options);
  return intervalByLowerLimit(proportion, (events, n) => lowerLimit(events, n, alpha));
}

function lowerLimit(events: number, n: number, alpha: number): number {
  if (events === 0) return 0;
  // Everybody: half of share^n is the whole tail.
  if (events === n) return Math.min(alpha, 1) ** (1 / n);
  const tail = (share: number) =>
    (betaCdf(share, events, n - events + 1) + betaCdf(share, events + 1, n - events)) / 2;
  return findRoot((share) => tail(share) - alpha / 2, 0, events / n);
}
