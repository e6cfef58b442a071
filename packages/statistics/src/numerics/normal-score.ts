import erfcinv from "@stdlib/math-base-special-erfcinv";

/**
 * The number that a standard normal one exceeds with this probability: 1.96 for 0.025.
 * By the inverse of erfc, as @stdlib's normal quantile loses digits below 1e-10 and is infinite
 * below 1e-17.
 */
export function normalScore(tail: number): number {
  return Math.SQRT2 * erfcinv(2 * tail);
}
