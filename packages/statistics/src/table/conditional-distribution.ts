import type { Proportion } from "../input/proportion.ts";
import {
  type DiscreteDistribution,
  distributionByRatios,
} from "../numerics/discrete-distribution.ts";

/** The fewest and the most events that the first arm can have, given both arms' cases and all events. */
export function rangeOfFirst(first: Proportion, second: Proportion): readonly [number, number] {
  const events = first.events + second.events;
  return [Math.max(0, events - second.n), Math.min(first.n, events)];
}

/**
 * The first arm's events, given both arms' cases and all events: hypergeometric if the odds ratio is 1,
 * else Fisher's noncentral hypergeometric distribution.
 */
export function conditionalDistribution(
  first: Proportion,
  second: Proportion,
  oddsRatio = 1,
): DiscreteDistribution {
  const [lowest, highest] = rangeOfFirst(first, second);
  const events = first.events + second.events;
  return distributionByRatios(
    lowest,
    highest,
    (k) => ((first.n - k) / (k + 1)) * ((events - k) / (second.n - events + k + 1)) * oddsRatio,
  );
}
