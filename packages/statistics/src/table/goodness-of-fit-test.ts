import { requireCount } from "../input/require-count.ts";
import { StatisticsInputError } from "../input/statistics-input-error.ts";
import { chiSquaredTail } from "../numerics/chi-squared-tail.ts";
import type { ChiSquaredResult, NoResult } from "../result.ts";

/**
 * Whether counts come from cells of these weights (9 : 3 : 3 : 1; they need not add up to 1), by
 * Pearson's chi-squared. The approximation is poor where a cell expects fewer than about 5.
 *
 * `no-data` if all counts are 0; `one-category` if there is one cell only.
 *
 * Source: Pearson 1900, Philosophical Magazine 50:157–175.
 *
 * @throws StatisticsInputError also if weights are not positive numbers, one for each count
 */
export function goodnessOfFitTest(
  counts: readonly number[],
  weights: readonly number[],
): ChiSquaredResult | NoResult {
  requireWeights(counts, weights);
  counts.forEach((count, cell) => {
    requireCount(count, `the count of cell ${cell + 1}`);
  });
  const cases = sum(counts);
  if (cases === 0) return { kind: "none", reason: "no-data" };
  if (counts.length === 1) return { kind: "none", reason: "one-category" };
  const weight = sum(weights);
  const statistic = sum(
    counts.map((count, cell) => {
      const expected = cases * ((weights[cell] ?? 0) / weight);
      return (count - expected) ** 2 / expected;
    }),
  );
  const degreesOfFreedom = counts.length - 1;
  return {
    kind: "test",
    statistic,
    degreesOfFreedom,
    p: chiSquaredTail(statistic, degreesOfFreedom),
  };
}

function requireWeights(counts: readonly number[], weights: readonly number[]): void {
  if (counts.length !== weights.length) {
    throw new StatisticsInputError(
      `there are ${counts.length} counts and ${weights.length} weights: give one weight for each count.`,
    );
  }
  const wrong = weights.find((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong === undefined) return;
  throw new StatisticsInputError(
    `a weight is ${wrong}: it must be above 0. Leave out cells in which nothing can fall.`,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
