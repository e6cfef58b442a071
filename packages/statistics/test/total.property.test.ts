import fc from "fast-check";
import { expect, test } from "vitest";
import * as s from "../src/index.ts";
import { strata } from "./arbitrary.ts";

const arms = fc
  .constantFrom(0, 1, 2, 7, 1_000, 1_000_000)
  .chain((n) =>
    fc.constantFrom(0, 1, Math.floor(n / 2), n).map((k) => ({ events: Math.min(k, n), n })),
  );
const anyAlpha = fc.constantFrom(1e-300, 1e-15, 0.05, 0.5, 0.999, 1 - 1e-12);
const times = fc.array(
  fc.record({ time: fc.constantFrom(0, 1, 2, 1e-9, 1e12), event: fc.boolean() }),
  { maxLength: 6 },
);
const values = fc.array(fc.constantFrom(0, -1, 1, 1e-300, 1e9, 0.1), { maxLength: 6 });
const shares = fc.constantFrom(0, 1e-12, 0.3, 0.5, 1);

function expectNumbers(result: unknown, path: string): void {
  if (typeof result === "number") {
    if (Number.isNaN(result)) expect.fail(`${path} is not a number`);
  } else if (typeof result === "object" && result !== null) {
    for (const [key, value] of Object.entries(result)) expectNumbers(value, `${path}.${key}`);
  }
}

function expectOrder(result: object, path: string): void {
  if (!("lower" in result && "upper" in result && "estimate" in result)) return;
  const { lower, estimate, upper } = result;
  if (Number(lower) <= Number(estimate) && Number(estimate) <= Number(upper)) return;
  expect.fail(`${path}: ${lower} ≤ ${estimate} ≤ ${upper} does not hold`);
}

test("whatever two arms and alpha: numbers or a reason, limits around the estimate", () => {
  fc.assert(
    fc.property(arms, arms, anyAlpha, (first, second, alpha) => {
      const results = {
        wilson: s.wilsonInterval(first, { alpha }),
        wilsonContinuity: s.wilsonInterval(first, { alpha, continuity: true }),
        clopperPearson: s.clopperPearsonInterval(first, { alpha }),
        midP: s.midPInterval(first, { alpha }),
        newcombe: s.newcombeInterval(first, second, { alpha }),
        miettinenNurminen: s.miettinenNurminenInterval(first, second, { alpha }),
        mee: s.meeInterval(first, second, { alpha }),
        agrestiCaffo: s.agrestiCaffoInterval(first, second, { alpha }),
        riskRatio: s.riskRatioInterval(first, second, { alpha }),
        adjusted: s.adjustedRiskRatioInterval(first, second, { alpha }),
        koopman: s.koopmanInterval(first, second, { alpha }),
        oddsRatio: s.oddsRatioInterval(first, second, { alpha }),
        chiSquared: s.chiSquaredTest(first, second, { continuity: true }),
        difference: s.mantelHaenszelRiskDifference([{ first, second }], { alpha }),
        fisher: s.fisherExactTest(first, second),
      };
      expectNumbers(results, "");
      for (const [name, result] of Object.entries(results)) expectOrder(result, name);
    }),
    { numRuns: 150 },
  );
});

test("the conditional odds ratio at any alpha", () => {
  const few = arms.filter(({ n }) => n <= 1_000);
  fc.assert(
    fc.property(few, few, fc.constantFrom(1e-15, 0.05, 0.5), (first, second, alpha) => {
      const result = s.conditionalOddsRatio(first, second, { alpha });
      expectNumbers(result, "conditional");
      expectOrder(result, "conditional");
    }),
    { numRuns: 60 },
  );
});

test("whatever strata, times, values, shares and draws", () => {
  fc.assert(
    fc.property(strata, times, times, values, values, anyAlpha, (each, a, b, x, y, alpha) => {
      expectNumbers(
        {
          difference: s.mantelHaenszelRiskDifference(each, { alpha }),
          oddsRatio: s.mantelHaenszelOddsRatio(each, { alpha }),
          test: s.mantelHaenszelTest(each),
          curve: s.kaplanMeier(a, { alpha }),
          median: s.medianTime(a, { alpha }),
          mean: s.restrictedMean(a, 1.5, { alpha }),
          meanDifference: s.restrictedMeanDifference(a, b, 1.5, { alpha }),
          logRank: s.logRankTest(a, b),
          ranks: s.mannWhitneyTest(x, y),
          asymptotic: s.mannWhitneyTest(x, y, { method: "asymptotic" }),
          shift: s.hodgesLehmannShift(x, y, { alpha }),
        },
        "",
      );
    }),
  );
  fc.assert(
    fc.property(shares, shares, anyAlpha, (one, other, alpha) => {
      const n = { few: 3, many: 1_000_000 };
      expectNumbers(
        {
          power: s.twoSharePower({ share: one, n: n.few }, { share: other, n: n.many }, { alpha }),
          arcsine: s.arcsinePower(s.cohenH(one, other), n.few, n.many, { alpha }),
          detectable: s.minimalDetectableDifference(one, n.many, n.few, {
            alpha,
            power: alpha + (1 - alpha) / 2,
          }),
          size: s.twoShareSize(one, other, { alpha, power: alpha + (1 - alpha) / 2 }),
          arcsineSize: s.arcsineSize(s.cohenH(one, other), {
            alpha,
            power: alpha + (1 - alpha) / 2,
          }),
          balance: s.sampleRatioMismatch([
            { fraction: one, first: n.few, second: n.many },
            { fraction: other, first: 0, second: 0 },
          ]),
        },
        "",
      );
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), anyAlpha, (looks, alpha) => {
      expectNumbers(s.obrienFlemingBoundary(looks, { alpha }), "boundary");
    }),
    { numRuns: 12 },
  );
});
