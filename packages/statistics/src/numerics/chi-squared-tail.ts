import gammaln from "@stdlib/math-base-special-gammaln";
import { normalTail } from "./normal-tail.ts";

/**
 * Probability that a chi-squared number with this many whole degrees of freedom exceeds the
 * statistic. By the finite sum of Abramowitz & Stegun 1964, 26.4.4 and 26.4.5, whose terms are all
 * positive: @stdlib's incomplete gamma function has lost three digits at 1000 degrees.
 */
export function chiSquaredTail(statistic: number, degreesOfFreedom: number): number {
  if (statistic <= 0) return 1;
  if (statistic === Number.POSITIVE_INFINITY) return 0;
  const half = statistic / 2;
  const odd = degreesOfFreedom % 2 === 1;
  const start = odd ? 2 * normalTail(Math.sqrt(statistic)) : 0;
  const highest = degreesOfFreedom / 2 - 1;
  if (highest < 0) return start;
  let term = Math.exp(highest * Math.log(half) - half - gammaln(highest + 1));
  let sum = 0;
  for (let power = highest; power >= 0; power -= 1) {
    sum += term;
    term *= power / half;
  }
  return Math.min(1, start + sum);
}
