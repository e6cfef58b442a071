import fc from "fast-check";
import { Tally } from "./tally.ts";
import type { Asked, Fuzzed } from "./target.ts";

const aliveEvery = 500;

/**
 * Runs random cases until one crashes, and then looks for the smallest that does.
 *
 * @param endOf what became of a case, in a word; throws where it may not end like that
 */
export async function eachCase<T>(
  { cases, seed, onAlive }: Asked,
  arbitrary: fc.Arbitrary<T>,
  endOf: (value: T) => string | Promise<string>,
): Promise<Fuzzed> {
  const ends = new Tally();
  let count = 0;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    count += 1;
    if (count % aliveEvery === 0) onAlive(count);
    ends.add(await endOf(value));
  });
  const details = await fc.check(property, { numRuns: cases, seed });
  return {
    cases: details.numRuns,
    crashes: details.failed ? [crashOf(details)] : [],
    hangs: [],
    ends: ends.counts,
  };
}

export function crashOf<T>(details: fc.RunDetails<[value: T]>): string {
  const { errorInstance, counterexample, numRuns } = details;
  const why = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
  return `case ${numRuns}: ${why}\nwith ${fc.stringify(counterexample?.[0])}`;
}
