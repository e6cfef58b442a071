import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomialTest,
  clopperPearsonInterval,
  midPInterval,
  type Proportion,
  wilsonInterval,
} from "../src/index.ts";
import { distributionByRatios } from "../src/numerics/discrete-distribution.ts";
import { alphas, proportions } from "./arbitrary.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

const methods = [
  { name: "Wilson", interval: wilsonInterval },
  {
    name: "Wilson with continuity",
    interval: (of: Proportion, { alpha }: { alpha: number }) =>
      wilsonInterval(of, { alpha, continuity: true }),
  },
  { name: "Clopper-Pearson", interval: clopperPearsonInterval },
  { name: "mid-P", interval: midPInterval },
];

describe.each(methods)("$name", ({ interval }) => {
  test("its limits hold the estimate and stay within 0 to 1", () => {
    fc.assert(
      fc.property(proportions, alphas, (of, alpha) => {
        const result = interval(of, { alpha });
        const [lower, upper] = [numberOf(result, "lower"), numberOf(result, "upper")];
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(of.events / of.n);
        expect(upper).toBeGreaterThanOrEqual(of.events / of.n);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("counting those without the event mirrors it", () => {
    fc.assert(
      fc.property(proportions, alphas, (of, alpha) => {
        const result = interval(of, { alpha });
        const mirrored = interval({ events: of.n - of.events, n: of.n }, { alpha });
        expect(numberOf(mirrored, "lower")).toBeCloseTo(1 - numberOf(result, "upper"), 12);
        expect(numberOf(mirrored, "upper")).toBeCloseTo(1 - numberOf(result, "lower"), 12);
      }),
    );
  });

  test("a smaller alpha gives wider limits", () => {
    fc.assert(
      fc.property(proportions, alphas, (of, alpha) => {
        const narrow = interval(of, { alpha });
        const wide = interval(of, { alpha: alpha / 2 });
        expect(numberOf(wide, "lower")).toBeLessThanOrEqual(numberOf(narrow, "lower") + 1e-12);
        expect(numberOf(wide, "upper")).toBeGreaterThanOrEqual(numberOf(narrow, "upper") - 1e-12);
      }),
    );
  });

  test("without cases it says that there are no data", () => {
    expect(interval({ events: 0, n: 0 }, { alpha: 0.05 })).toEqual({
      kind: "none",
      reason: "no-data",
    });
  });
});

/** How often the limits hold the truth, exactly: a sum over all numbers of events. */
function coverage(interval: (of: Proportion) => object, n: number, truth: number): number {
  let sum = 0;
  const { lowest, probabilities } = distributionByRatios(
    0,
    n,
    (k) => ((n - k) / (k + 1)) * (truth / (1 - truth)),
  );
  probabilities.forEach((probability, position) => {
    const result = interval({ events: lowest + position, n });
    if (numberOf(result, "lower") <= truth && truth <= numberOf(result, "upper"))
      sum += probability;
  });
  return sum;
}

const grid = Array.from({ length: 99 }, (_, position) => (position + 1) / 100);

describe.each([20, 50, 120])("of %i cases, at shares from .01 to .99", (n) => {
  test("Clopper-Pearson holds the truth at least as often as it says", () => {
    for (const truth of grid) {
      expect(coverage(clopperPearsonInterval, n, truth)).toBeGreaterThanOrEqual(0.95);
    }
  });

  test("Wilson holds it as often as it says on average, and seldom much less", () => {
    const covered = grid.map((truth) => coverage(wilsonInterval, n, truth));
    const mean = covered.reduce((sum, each) => sum + each, 0) / covered.length;
    expect(mean).toBeGreaterThan(0.945);
    expect(mean).toBeLessThan(0.965);
    const inside = grid.filter((truth) => truth >= 0.1 && truth <= 0.9);
    for (const truth of inside) expect(coverage(wilsonInterval, n, truth)).toBeGreaterThan(0.92);
  });
});

describe("the binomial test", () => {
  test("one side and the other overlap in what was observed only", () => {
    fc.assert(
      fc.property(proportions, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (of, share) => {
        const less = numberOf(binomialTest(of, share, { alternative: "less" }), "p");
        const greater = numberOf(binomialTest(of, share, { alternative: "greater" }), "p");
        expect(less + greater).toBeGreaterThanOrEqual(1 - 1e-12);
        const lessThan =
          of.events === 0
            ? 0
            : numberOf(
                binomialTest({ events: of.events - 1, n: of.n }, share, { alternative: "less" }),
                "p",
              );
        expect(lessThan + greater).toBeCloseTo(1, 12);
      }),
    );
  });

  test("rejects at alpha where one of Clopper and Pearson's tails does", () => {
    fc.assert(
      fc.property(proportions, (of) => {
        const lower = numberOf(clopperPearsonInterval(of), "lower");
        fc.pre(lower > 0);
        const p = numberOf(binomialTest(of, lower, { alternative: "greater" }), "p");
        expect(p).toBeCloseTo(0.025, 9);
      }),
    );
  });

  test("a share of 0 or 1 is obeyed or not", () => {
    expect(binomialTest({ events: 0, n: 9 }, 0)).toEqual({ kind: "test", p: 1 });
    expect(binomialTest({ events: 1, n: 9 }, 0)).toEqual({ kind: "test", p: 0 });
    expect(binomialTest({ events: 9, n: 9 }, 1)).toEqual({ kind: "test", p: 1 });
    expect(binomialTest({ events: 8, n: 9 }, 1)).toEqual({ kind: "test", p: 0 });
  });
});
