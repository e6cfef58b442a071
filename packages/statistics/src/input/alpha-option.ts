import { requireBetween } from "./require-between.ts";

/** How often an interval may miss the truth, or a test raise a false alarm: 0.05 gives 95 % limits. */
export interface AlphaOption {
  /** Between 0 and 1, both excluded. 0.05 if it is left out. */
  readonly alpha?: number;
}

/** @throws StatisticsInputError unless 0 < alpha < 1. */
export function alphaOf({ alpha = 0.05 }: AlphaOption): number {
  requireBetween(alpha, "alpha", 0, 1, "For limits of 95 % give 0.05, not 0.95 or 95.");
  return alpha;
}
