import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import type { Proportion } from "../input/proportion.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { intervalByLowerLimit } from "./interval-by-lower-limit.ts";

export interface WilsonOptions extends AlphaOption {
  /** Widens the limits by half a case on each side. */
  readonly continuity?: boolean;
}

/**
 * A proportion with score limits: those shares that the score test would not reject. On average they
 * hold the truth as often as they say, also for few cases and shares near 0 or 1.
 *
 * `no-data` if n is 0.
 *
 * Source: Wilson 1927, JASA 22:209–212; Newcombe 1998, Stat Med 17:857–872, methods 3 and 4.
 *
 * @throws StatisticsInputError
 */
export function wilsonInterval(
  proportion: Proportion,
  options: WilsonOptions = {},
): EstimateWithLimits | NoResult {
  const alpha = alphaOf(options);
  const z = normalScore(alpha / 2);
  const limit = options.continuity === true ? lowerWithContinuity : lowerLimit;
  return intervalByLowerLimit(proportion, (events, n) => limit(events, n, z));
}

function lowerLimit(events: number, n: number, z: number): number {
  if (events === 0) return 0;
  const others = n - events;
  const centre = 2 * events + z ** 2;
  const width = z * Math.sqrt(z ** 2 + (4 * events * others) / n);
  return withinEstimate((2 * events ** 2) / n / (centre + width), events / n);
}

function lowerWithContinuity(events: number, n: number, z: number): number {
  if (events === 0) return 0;
  const p = events / n;
  const q = 1 - p;
  const centre = 2 * events + z ** 2 - 1;
  const width = z * Math.sqrt(Math.max(0, z ** 2 - 2 - 1 / n + 4 * p * (n * q + 1)));
  return withinEstimate((centre - width) / (2 * (n + z ** 2)), p);
}

function withinEstimate(limit: number, estimate: number): number {
  return Math.min(Math.max(limit, 0), estimate);
}
