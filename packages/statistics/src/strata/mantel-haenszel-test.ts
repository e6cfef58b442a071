import { chiSquaredTail } from "../numerics/chi-squared-tail.ts";
import type { ChiSquaredResult, NoResult } from "../result.ts";
import type { ContinuityOption } from "../table/chi-squared-test.ts";
import { type Stratum, usableStrata } from "./stratum.ts";
import { sumOver } from "./sum-over.ts";

/**
 * Whether the arms have the same share within every stratum. Strata with an empty arm, or in which
 * nobody or everybody had the event, add nothing.
 *
 * `no-data` without strata; `no-usable-stratum` if each has an empty arm; `no-variance` if nothing else
 * is left.
 *
 * Source: Mantel & Haenszel 1959, JNCI 22:719–748; R, stats::mantelhaen.test (continuity).
 *
 * @throws StatisticsInputError
 */
export function mantelHaenszelTest(
  strata: readonly Stratum[],
  { continuity = false }: ContinuityOption = {},
): ChiSquaredResult | NoResult {
  const usable = usableStrata(strata);
  if (strata.every(({ first, second }) => first.n + second.n === 0)) {
    return { kind: "none", reason: "no-data" };
  }
  if (usable.length === 0) return { kind: "none", reason: "no-usable-stratum" };
  const deviation = Math.abs(
    sumOver(usable, ({ a, c, first, cases }) => a - ((a + c) / cases) * first),
  );
  const variance = sumOver(
    usable,
    ({ a, b, c, d, first, second, cases }) =>
      (first / cases) * (second / cases) * (a + c) * ((b + d) / (cases - 1)),
  );
  if (variance === 0) return { kind: "none", reason: "no-variance" };
  const corrected = continuity ? Math.max(0, deviation - 0.5) : deviation;
  const statistic = corrected ** 2 / variance;
  return { kind: "test", statistic, degreesOfFreedom: 1, p: chiSquaredTail(statistic, 1) };
}
