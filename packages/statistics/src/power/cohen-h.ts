import { requireShare } from "../input/require-share.ts";

/**
 * The distance of two shares after the arcsine transformation, on which it is as hard to detect
 * anywhere between 0 and 1: from −π to π. 0.2 is called small, 0.5 medium, 0.8 large.
 *
 * Source: Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, section 6.2.
 *
 * @throws StatisticsInputError unless both are shares
 */
export function cohenH(first: number, second: number): number {
  requireShare(first, "the first share");
  requireShare(second, "the second share");
  return 2 * (Math.asin(Math.sqrt(first)) - Math.asin(Math.sqrt(second)));
}
