import { rankSumDistribution } from "./rank-sum-distribution.ts";

/** One value that U can have, in halves if there are ties, and its probability without any effect. */
export interface UProbability {
  readonly u: number;
  readonly probability: number;
}

/**
 * The exact distribution of the first arm's U, ascending, over all ways to deal the ranks to arms of n1
 * and n2. `ties` are the numbers of values that share each rank, ascending.
 */
export function exactU(ties: readonly number[], n1: number, n2: number): UProbability[] {
  // Doubled, the mean ranks of ties are whole numbers too.
  const scale = ties.every((equal) => equal === 1) ? 1 : 2;
  // Dealing to the smaller arm gives fewer sums; its U is what the other leaves of all pairs.
  const chosen = Math.min(n1, n2);
  const probabilities = rankSumDistribution(scaledRanks(ties, scale), chosen);
  const least = (chosen * (chosen + 1)) / 2;
  const values: UProbability[] = [];
  probabilities.forEach((probability, sum) => {
    const u = sum / scale - least;
    if (probability > 0) values.push({ u: n1 <= n2 ? u : n1 * n2 - u, probability });
  });
  return n1 <= n2 ? values : values.reverse();
}

function scaledRanks(ties: readonly number[], scale: number): number[] {
  const ranks: number[] = [];
  for (const equal of ties) {
    const rank = (scale * (2 * ranks.length + 1 + equal)) / 2;
    for (let k = 0; k < equal; k += 1) ranks.push(rank);
  }
  return ranks;
}
