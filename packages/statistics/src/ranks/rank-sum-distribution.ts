/**
 * The probabilities of each sum of ranks that `chosen` of these whole ranks can have, if each choice is
 * as probable as any other: `probabilities[sum]`. Only additions of positive numbers, so exact to the
 * last digits. Ties are ranks that are equal.
 *
 * Source: the shift algorithm of Streitberg & Röhmel 1986, Statistical Software Newsletter 12:10–17.
 */
export function rankSumDistribution(ranks: readonly number[], chosen: number): Float64Array {
  const highest = ranks.slice(ranks.length - chosen).reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: chosen + 1 }, () => new Float64Array(highest + 1));
  const none = ways[0];
  if (none !== undefined) none[0] = 1;
  ranks.forEach((rank, position) => {
    for (let count = Math.min(chosen, position + 1); count >= 1; count -= 1) {
      const to = ways[count];
      const from = ways[count - 1];
      if (to === undefined || from === undefined) continue;
      for (let sum = rank; sum <= highest; sum += 1) {
        to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
      }
    }
  });
  const all = ways[chosen] ?? new Float64Array(1);
  const total = all.reduce((sum, each) => sum + each, 0);
  return all.map((each) => each / total);
}
