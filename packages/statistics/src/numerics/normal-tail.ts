import normalCdf from "@stdlib/stats-base-dists-normal-cdf";

/** Probability that a standard normal number exceeds z. Exact far out, where 1 − cdf would be 0. */
export function normalTail(z: number): number {
  return normalCdf(-z, 0, 1);
}
