import { type Proportion, requireProportion } from "../input/proportion.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";

/**
 * A proportion with the limits of a method that treats events and their absence alike: its upper limit
 * is the lower one of those without the event, seen from the other end.
 *
 * `no-data` if n is 0.
 *
 * @throws StatisticsInputError
 */
export function intervalByLowerLimit(
  proportion: Proportion,
  lowerLimit: (events: number, n: number) => number,
): EstimateWithLimits | NoResult {
  requireProportion(proportion);
  const { events, n } = proportion;
  if (n === 0) return { kind: "none", reason: "no-data" };
  const estimate = events / n;
  const [lower, upper] = [lowerLimit(events, n), 1 - lowerLimit(n - events, n)];
  return { kind: "estimate", estimate, lower, upper: Math.max(estimate, upper) };
}
