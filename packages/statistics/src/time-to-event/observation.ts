import { requireCount } from "../input/require-count.ts";
import { StatisticsInputError } from "../input/statistics-input-error.ts";

/**
 * How long one case was observed, in any one unit, and whether the event ended it. A case that is still
 * open, or was lost, is censored: `event` is false.
 */
export interface Observation {
  readonly time: number;
  readonly event: boolean;
  /** How many cases were observed just so; one if it is left out. */
  readonly cases?: number;
}

/** How many cases there are in all. */
export function caseCount(observations: readonly Observation[]): number {
  return observations.reduce((sum, { cases = 1 }) => sum + cases, 0);
}

/** @throws StatisticsInputError unless each time is a finite number, 0 or more, of a count of cases. */
export function requireObservations(observations: readonly Observation[]): void {
  for (const { cases = 1 } of observations) requireCount(cases, "the cases of an observation");
  const wrong = observations.find(({ time }) => !(time >= 0 && Number.isFinite(time)));
  if (wrong === undefined) return;
  throw new StatisticsInputError(
    `a case was observed for ${wrong.time}: a time must be a finite number, 0 or more. ` +
      "Look for a decision that is dated before its beginning, or in the future.",
  );
}
