import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { findRoot } from "../numerics/find-root.ts";
import { tailProbability } from "../numerics/tail-probability.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { conditionalDistribution, rangeOfFirst } from "./conditional-distribution.ts";

/**
 * The odds ratio of Fisher's exact test: the one that makes the first arm's events most probable, given
 * all events, with exact limits. Limits stand also with a cell of 0: estimate and lower limit are 0, or
 * estimate and upper limit `Infinity`.
 *
 * None (`no-events`, `all-events`) if nobody or everybody had the event, or if an arm holds nobody.
 *
 * Source: Cornfield 1956; R, stats::fisher.test (whose own root is found to four digits only).
 *
 * @throws StatisticsInputError
 */
export function conditionalOddsRatio(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  requireArms(first, second);
  const alpha = alphaOf(options);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const [lowest, highest] = rangeOfFirst(first, second);
  if (lowest === highest) {
    return { kind: "none", reason: first.events === 0 ? "no-events" : "all-events" };
  }
  const atLowest = first.events === lowest;
  const atHighest = first.events === highest;
  const at = (log: number) => conditionalDistribution(first, second, Math.exp(log));
  const tail = (side: "less" | "greater") => (log: number) =>
    tailProbability(at(log), first.events, side) - alpha / 2;
  return {
    kind: "estimate",
    estimate: atLowest
      ? 0
      : atHighest
        ? Number.POSITIVE_INFINITY
        : rootOfLog((log) => meanOf(at(log)) - first.events),
    lower: atLowest ? 0 : rootOfLog(tail("greater")),
    upper: atHighest ? Number.POSITIVE_INFINITY : rootOfLog(tail("less")),
  };
}

function rootOfLog(value: (log: number) => number): number {
  return Math.exp(findRoot(value, -300, 300));
}

function meanOf({ lowest, probabilities }: ReturnType<typeof conditionalDistribution>): number {
  return probabilities.reduce(
    (sum, probability, position) => sum + probability * (lowest + position),
    0,
  );
}
