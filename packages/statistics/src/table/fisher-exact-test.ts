import type { AlternativeOption } from "../input/alternative.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { tailProbability } from "../numerics/tail-probability.ts";
import type { NoResult, PValue } from "../result.ts";
import { conditionalDistribution } from "./conditional-distribution.ts";

/**
 * Whether two arms have the same share, exactly, given how many events there were in all. Two-sided:
 * the probability of all tables that are no more probable than the observed one, as in R's
 * fisher.test. p is 1 where nobody, or everybody, had the event. Its time grows with the standard
 * deviation of a cell, not with the counts: a table of millions takes milliseconds.
 *
 * `no-data` if neither arm holds anybody; with one arm empty p is 1, as R has it.
 *
 * Source: Fisher 1935, The Design of Experiments, chapter 2; R, stats::fisher.test.
 *
 * @throws StatisticsInputError
 */
export function fisherExactTest(
  first: Proportion,
  second: Proportion,
  { alternative = "two-sided" }: AlternativeOption = {},
): PValue | NoResult {
  requireArms(first, second);
  if (emptyArm(first, second) === "no-data") return { kind: "none", reason: "no-data" };
  const distribution = conditionalDistribution(first, second);
  return { kind: "test", p: tailProbability(distribution, first.events, alternative) };
}
