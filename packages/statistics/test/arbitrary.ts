import fc from "fast-check";
import type { Observation, Proportion, Stratum } from "../src/index.ts";

export const alphas = fc.constantFrom(1e-12, 1e-4, 0.01, 0.05, 0.2, 0.5);

const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 1_000, 1_000_000));

const within = (n: number) =>
  fc
    .oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }))
    .map((share): Proportion => ({ events: Math.round(share * n), n }));

/** Of at least one case; none, some or all with the event. */
export const proportions: fc.Arbitrary<Proportion> = sizes.chain(within);

/** Small enough to be looked at thoroughly; an arm can be empty. */
export const strata: fc.Arbitrary<readonly Stratum[]> = fc.array(
  fc.record({
    first: fc.integer({ min: 0, max: 30 }).chain(within),
    second: fc.integer({ min: 0, max: 30 }).chain(within),
  }),
  { maxLength: 6 },
);

/** Few different times, so that many are equal. */
export const observed: fc.Arbitrary<readonly Observation[]> = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 12 }), event: fc.boolean() }),
  { minLength: 1, maxLength: 25 },
);

/** Values with ties, as counts of messages have. */
export const samples: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 0, max: 9 }), {
  minLength: 1,
  maxLength: 9,
});
