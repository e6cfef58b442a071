import { type Proportion, requireProportion } from "./proportion.ts";

/** @throws StatisticsInputError unless both arms are proportions. */
export function requireArms(first: Proportion, second: Proportion): void {
  requireProportion(first, "the first arm");
  requireProportion(second, "the second arm");
}
