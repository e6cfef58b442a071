import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hodgesLehmannShift, mannWhitneyTest } from "../src/index.ts";
import { samples } from "./arbitrary.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

const small = samples.map((sample) => sample.slice(0, 5));

/** All ways to choose so many positions. */
function choices(from: number, count: number, start = 0): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let position = start; position <= from - count; position += 1) {
    for (const rest of choices(from, count - 1, position + 1)) found.push([position, ...rest]);
  }
  return found;
}

function uOf(first: readonly number[], second: readonly number[]): number {
  return first.reduce(
    (sum, a) => sum + second.reduce((inner, b) => inner + (a > b ? 1 : a === b ? 0.5 : 0), 0),
    0,
  );
}

test("values that are counted together give what they give one by one", () => {
  const together = (sample: readonly number[]) =>
    [...Map.groupBy(sample, (value) => value)].map(([value, equal]) => ({
      value,
      count: equal.length,
    }));
  fc.assert(
    fc.property(samples, samples, (first, second) => {
      const [one, other] = [together(first), together(second)];
      expect(mannWhitneyTest(one, other)).toEqual(mannWhitneyTest(first, second));
      expect(hodgesLehmannShift(one, other)).toEqual(hodgesLehmannShift(first, second));
    }),
  );
});

describe("Mann-Whitney", () => {
  test.each(["two-sided", "less", "greater"] as const)(
    "exact, %s: the share of all ways to deal the values, ties included",
    (alternative) => {
      fc.assert(
        fc.property(small, small, (first, second) => {
          const all = [...first, ...second];
          const u = uOf(first, second);
          const middle = (first.length * second.length) / 2;
          const dealt = choices(all.length, first.length).map((chosen) => {
            const taken = new Set(chosen);
            return uOf(
              all.filter((_, position) => taken.has(position)),
              all.filter((_, position) => !taken.has(position)),
            );
          });
          const asFar = dealt.filter((each) =>
            alternative === "less"
              ? each <= u
              : alternative === "greater"
                ? each >= u
                : Math.abs(each - middle) >= Math.abs(u - middle),
          );
          const result = mannWhitneyTest(first, second, { alternative });
          expect(numberOf(result, "u")).toBe(u);
          expect(numberOf(result, "p")).toBeCloseTo(asFar.length / dealt.length, 12);
        }),
        { numRuns: 60 },
      );
    },
  );

  test("swapping the arms leaves p and gives the other pairs", () => {
    fc.assert(
      fc.property(samples, samples, fc.constantFrom("exact", "asymptotic"), (a, b, method) => {
        const result = mannWhitneyTest(a, b, { method });
        const swapped = mannWhitneyTest(b, a, { method });
        expect(numberOf(swapped, "p")).toBeCloseTo(numberOf(result, "p"), 12);
        expect(numberOf(swapped, "u") + numberOf(result, "u")).toBe(a.length * b.length);
      }),
    );
  });

  test("is exact below 50 values in each arm and asymptotic from there on", () => {
    const sample = (count: number) => Array.from({ length: count }, (_, position) => position % 7);
    expect(mannWhitneyTest(sample(49), sample(49))).toMatchObject({ method: "exact" });
    expect(mannWhitneyTest(sample(50), sample(3))).toMatchObject({ method: "asymptotic" });
  });

  test("equal values throughout give p = 1", () => {
    for (const method of ["exact", "asymptotic"] as const) {
      expect(mannWhitneyTest([2, 2], [2, 2, 2], { method })).toMatchObject({ p: 1 });
    }
  });
});

describe("Hodges-Lehmann", () => {
  test("it is the median of all differences, between its limits", () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const ascending = first.flatMap((a) => second.map((b) => a - b)).sort((a, b) => a - b);
        const result = hodgesLehmannShift(first, second, { alpha: 0.2 });
        const low = ascending[Math.ceil(ascending.length / 2) - 1] ?? 0;
        const high = ascending[Math.floor(ascending.length / 2)] ?? 0;
        expect(numberOf(result, "estimate")).toBe((low + high) / 2);
        if (result.kind !== "estimate") return;
        expect(result.lower).toBeLessThanOrEqual(result.estimate);
        expect(result.upper).toBeGreaterThanOrEqual(result.estimate);
      }),
    );
  });

  test("swapping the arms turns it round, adding to one arm shifts it", () => {
    fc.assert(
      fc.property(samples, samples, fc.integer({ min: -50, max: 50 }), (first, second, shift) => {
        const result = hodgesLehmannShift(first, second, { alpha: 0.2 });
        const swapped = hodgesLehmannShift(second, first, { alpha: 0.2 });
        expect(numberOf(swapped, "estimate")).toBeCloseTo(-numberOf(result, "estimate"), 12);
        if (result.kind === "estimate") {
          expect(numberOf(swapped, "lower")).toBeCloseTo(-result.upper, 12);
        }
        const shifted = hodgesLehmannShift(
          first.map((each) => each + shift),
          second,
        );
        expect(numberOf(shifted, "estimate")).toBe(numberOf(result, "estimate") + shift);
      }),
    );
  });

  test.each([
    { name: "exact", least: 6, most: 20 },
    { name: "asymptotic", least: 50, most: 60 },
  ])("$name limits: the test rejects just outside them, and not inside", ({ least, most }) => {
    const untied = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 2 * least,
      maxLength: 2 * most,
    });
    fc.assert(
      fc.property(untied, fc.constantFrom(0.01, 0.05, 0.2), (all, alpha) => {
        const half = Math.floor(all.length / 2);
        const [first, second] = [all.slice(0, half), all.slice(half).map((each) => each * 1.37)];
        const result = hodgesLehmannShift(first, second, { alpha });
        fc.pre(result.kind === "estimate");
        const pAt = (shift: number) =>
          numberOf(
            mannWhitneyTest(
              first.map((each) => each - shift),
              second,
            ),
            "p",
          );
        const [lower, upper] = [numberOf(result, "lower"), numberOf(result, "upper")];
        expect(pAt(lower - 1e-6)).toBeLessThanOrEqual(alpha);
        expect(pAt(lower + 1e-6)).toBeGreaterThan(alpha);
        expect(pAt(upper - 1e-6)).toBeGreaterThan(alpha);
        expect(pAt(upper + 1e-6)).toBeLessThanOrEqual(alpha);
      }),
      { numRuns: 12 },
    );
  });

  test("says why there are no limits, or nothing at all", () => {
    expect(hodgesLehmannShift([1], [2])).toMatchObject({
      estimate: -1,
      reason: "too-few-observations",
    });
    expect(hodgesLehmannShift([3, 3], [3])).toMatchObject({ estimate: 0, reason: "no-variance" });
    expect(hodgesLehmannShift([], [2])).toEqual({ kind: "none", reason: "first-arm-empty" });
    expect(mannWhitneyTest([1], [])).toEqual({ kind: "none", reason: "second-arm-empty" });
  });
});
