import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  agrestiCaffoInterval,
  chiSquaredTest,
  conditionalOddsRatio,
  fisherExactTest,
  koopmanInterval,
  meeInterval,
  miettinenNurminenInterval,
  newcombeInterval,
  oddsRatioInterval,
  type Proportion,
  riskRatioInterval,
} from "../src/index.ts";
import { distributionByRatios } from "../src/numerics/discrete-distribution.ts";
import { conditionalDistribution } from "../src/table/conditional-distribution.ts";
import { alphas, proportions } from "./arbitrary.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

const mirrored = ({ events, n }: Proportion) => ({ events: n - events, n });

const differences = [
  { name: "Newcombe 10", interval: newcombeInterval },
  {
    name: "Newcombe 11",
    interval: (first: Proportion, second: Proportion, { alpha }: { alpha: number }) =>
      newcombeInterval(first, second, { alpha, continuity: true }),
  },
  { name: "Miettinen-Nurminen", interval: miettinenNurminenInterval },
  { name: "Mee", interval: meeInterval },
  { name: "Agresti-Caffo", interval: agrestiCaffoInterval },
];

describe.each(differences)("$name", ({ interval }) => {
  test("its limits hold the estimate and stay within −1 to 1", () => {
    fc.assert(
      fc.property(proportions, proportions, alphas, (first, second, alpha) => {
        const result = interval(first, second, { alpha });
        const estimate = numberOf(result, "estimate");
        expect(numberOf(result, "lower")).toBeGreaterThanOrEqual(-1);
        expect(numberOf(result, "lower")).toBeLessThanOrEqual(estimate);
        expect(numberOf(result, "upper")).toBeGreaterThanOrEqual(estimate);
        expect(numberOf(result, "upper")).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    { change: "swapping the arms", of: (a: Proportion, b: Proportion) => [b, a] as const },
    {
      change: "counting those without the event",
      of: (a: Proportion, b: Proportion) => [mirrored(a), mirrored(b)] as const,
    },
  ])("$change turns it round", ({ of }) => {
    fc.assert(
      fc.property(proportions, proportions, alphas, (first, second, alpha) => {
        const result = interval(first, second, { alpha });
        const turned = interval(...of(first, second), { alpha });
        expect(numberOf(turned, "estimate")).toBeCloseTo(-numberOf(result, "estimate"), 12);
        expect(numberOf(turned, "lower")).toBeCloseTo(-numberOf(result, "upper"), 10);
        expect(numberOf(turned, "upper")).toBeCloseTo(-numberOf(result, "lower"), 10);
      }),
    );
  });

  test("says which arm is empty", () => {
    const some = { events: 1, n: 3 };
    const nobody = { events: 0, n: 0 };
    const at = { alpha: 0.05 };
    expect(interval(nobody, some, at)).toEqual({ kind: "none", reason: "first-arm-empty" });
    expect(interval(some, nobody, at)).toEqual({ kind: "none", reason: "second-arm-empty" });
    expect(interval(nobody, nobody, at)).toEqual({ kind: "none", reason: "no-data" });
  });
});

test("Newcombe holds the difference of two arms of 20 nearly as often as it says", () => {
  const n = 20;
  const covering = Array.from({ length: (n + 1) ** 2 }, (_, cell) =>
    newcombeInterval({ events: Math.floor(cell / (n + 1)), n }, { events: cell % (n + 1), n }),
  );
  const binomial = (share: number) =>
    distributionByRatios(0, n, (k) => ((n - k) / (k + 1)) * (share / (1 - share))).probabilities;
  const shares = [0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95];
  const covered = shares.flatMap((first) =>
    shares.map((second) => {
      const [ofFirst, ofSecond] = [binomial(first), binomial(second)];
      return covering.reduce((sum, result, cell) => {
        const held =
          numberOf(result, "lower") <= first - second &&
          first - second <= numberOf(result, "upper");
        const weight = (ofFirst[Math.floor(cell / (n + 1))] ?? 0) * (ofSecond[cell % (n + 1)] ?? 0);
        return held ? sum + weight : sum;
      }, 0);
    }),
  );
  expect(Math.min(...covered)).toBeGreaterThan(0.92);
});

describe("ratios", () => {
  test.each([
    { name: "Katz", interval: riskRatioInterval },
    { name: "Koopman", interval: koopmanInterval },
    { name: "Woolf", interval: oddsRatioInterval },
    { name: "conditional", interval: conditionalOddsRatio },
  ])("$name: swapping the arms gives the reciprocal", ({ interval }) => {
    const arms = fc
      .integer({ min: 2, max: 300 })
      .chain((n) => fc.record({ events: fc.integer({ min: 1, max: n - 1 }), n: fc.constant(n) }));
    fc.assert(
      fc.property(arms, arms, (first, second) => {
        const result = interval(first, second);
        const swapped = interval(second, first);
        expect(numberOf(result, "lower")).toBeLessThanOrEqual(numberOf(result, "estimate"));
        expect(numberOf(result, "estimate")).toBeLessThanOrEqual(numberOf(result, "upper"));
        expect(numberOf(swapped, "estimate") * numberOf(result, "estimate")).toBeCloseTo(1, 8);
        expect(numberOf(swapped, "lower") * numberOf(result, "upper")).toBeCloseTo(1, 8);
      }),
    );
  });

  test.each([
    { cells: [0, 9, 4, 9], ratio: "no-events-in-first-arm", odds: "no-events-in-first-arm" },
    { cells: [4, 9, 0, 9], ratio: "no-events-in-second-arm", odds: "no-events-in-second-arm" },
    { cells: [0, 9, 0, 9], ratio: "no-events", odds: "no-events" },
    { cells: [9, 9, 9, 9], ratio: "all-events", odds: "all-events" },
  ] as const)("$cells: says why there are no limits", ({ cells, ratio, odds }) => {
    const first = { events: cells[0], n: cells[1] };
    const second = { events: cells[2], n: cells[3] };
    expect(riskRatioInterval(first, second)).toMatchObject({ reason: ratio });
    expect(oddsRatioInterval(first, second)).toMatchObject({ reason: odds });
  });

  test("Koopman's limits and the conditional ones stand with a cell of 0", () => {
    const none = { events: 0, n: 9 };
    const some = { events: 4, n: 9 };
    expect(koopmanInterval(none, some)).toMatchObject({ estimate: 0, lower: 0 });
    expect(numberOf(koopmanInterval(none, some), "upper")).toBeLessThan(1);
    expect(koopmanInterval(some, none)).toMatchObject({ estimate: Infinity, upper: Infinity });
    expect(numberOf(koopmanInterval(some, none), "lower")).toBeGreaterThan(1);
    expect(conditionalOddsRatio(none, some)).toMatchObject({ estimate: 0, lower: 0 });
    expect(conditionalOddsRatio(some, none)).toMatchObject({ estimate: Infinity, upper: Infinity });
  });
});

describe("tests of two arms", () => {
  test("Fisher: greater and less share what was observed", () => {
    fc.assert(
      fc.property(proportions, proportions, (first, second) => {
        const { lowest, probabilities } = conditionalDistribution(first, second);
        const point = probabilities[first.events - lowest] ?? 0;
        const greater = numberOf(fisherExactTest(first, second, { alternative: "greater" }), "p");
        const less = numberOf(fisherExactTest(first, second, { alternative: "less" }), "p");
        expect(greater + less - point).toBeCloseTo(1, 10);
      }),
      { numRuns: 60 },
    );
  });

  test("Fisher and chi-squared do not care for the order of arms, or which outcome is counted", () => {
    fc.assert(
      fc.property(proportions, proportions, (first, second) => {
        const p = numberOf(fisherExactTest(first, second), "p");
        expect(numberOf(fisherExactTest(second, first), "p")).toBeCloseTo(p, 10);
        expect(numberOf(fisherExactTest(mirrored(first), mirrored(second)), "p")).toBeCloseTo(
          p,
          10,
        );
        const plain = chiSquaredTest(first, second);
        const swapped = chiSquaredTest(second, first);
        if (plain.kind === "none") expect(swapped).toEqual(plain);
        else expect(numberOf(swapped, "p")).toBeCloseTo(plain.p, 10);
      }),
      { numRuns: 60 },
    );
  });

  test("Fisher decides over two millions within a moment", () => {
    const before = process.cpuUsage();
    const p = numberOf(
      fisherExactTest({ events: 300_100, n: 1_000_000 }, { events: 300_000, n: 1_000_000 }),
      "p",
    );
    expect(p).toBeCloseTo(0.8785, 3);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });
});
