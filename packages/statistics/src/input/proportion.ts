import { requireCount } from "./require-count.ts";
import { StatisticsInputError } from "./statistics-input-error.ts";

/** How many of how many: `events` of `n` people or appeals. As one of two arms, its row of a table. */
export interface Proportion {
  readonly events: number;
  readonly n: number;
}

/** @throws StatisticsInputError unless both are counts and events ≤ n. */
export function requireProportion({ events, n }: Proportion, name = "the proportion"): void {
  requireCount(events, `events of ${name}`);
  requireCount(n, `n of ${name}`);
  if (events <= n) return;
  throw new StatisticsInputError(
    `${name} has ${events} events of ${n}: there can be no more events than cases. ` +
      "Count each case once, and let n hold those with and without the event.",
  );
}
