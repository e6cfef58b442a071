import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { chiSquaredTail } from "../numerics/chi-squared-tail.ts";
import type { ChiSquaredResult, NoResult } from "../result.ts";

export interface ContinuityOption {
  /** Yates's correction: brings each count nearer to its expectation by up to half a case. */
  readonly continuity?: boolean;
}

/**
 * Whether two arms have the same share, by Pearson's chi-squared, with or without Yates's correction.
 *
 * None (`no-events`, `all-events`) if nobody or everybody had the event, or if an arm holds nobody.
 *
 * Source: Pearson 1900, Philosophical Magazine 50:157–175; Yates 1934, Suppl. JRSS 1:217–235.
 *
 * @throws StatisticsInputError
 */
export function chiSquaredTest(
  first: Proportion,
  second: Proportion,
  { continuity = false }: ContinuityOption = {},
): ChiSquaredResult | NoResult {
  requireArms(first, second);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const cases = first.n + second.n;
  const events = first.events + second.events;
  if (events === 0) return { kind: "none", reason: "no-events" };
  if (events === cases) return { kind: "none", reason: "all-events" };
  const deviation = Math.abs(first.events - first.n * (events / cases));
  const corrected = continuity ? Math.max(0, deviation - 0.5) : deviation;
  const share = events / cases;
  const statistic = corrected ** 2 / (share * (1 - share) * first.n * (second.n / cases));
  return { kind: "test", statistic, degreesOfFreedom: 1, p: chiSquaredTail(statistic, 1) };
}
