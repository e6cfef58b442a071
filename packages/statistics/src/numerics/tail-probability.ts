import type { Alternative } from "../input/alternative.ts";
import type { DiscreteDistribution } from "./discrete-distribution.ts";

/**
 * The probability of what was observed and of all that speaks as much for the alternative. Two-sided:
 * of all that is no more probable. What differs from the observed one by less than 1e-7 of it counts
 * as equally probable, as in R, since the same fraction can come out in two ways.
 */
export function tailProbability(
  { lowest, probabilities }: DiscreteDistribution,
  observed: number,
  alternative: Alternative,
): number {
  const position = observed - lowest;
  const limit = (probabilities[position] ?? 0) * (1 + 1e-7);
  let sum = 0;
  let allBelong = true;
  for (let i = 0; i < probabilities.length; i += 1) {
    const probability = probabilities[i] ?? 0;
    const belongs =
      alternative === "less"
        ? i <= position
        : alternative === "greater"
          ? i >= position
          : probability <= limit;
    if (belongs) sum += probability;
    else allBelong = false;
  }
  return allBelong ? 1 : Math.min(1, sum);
}
