import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  holmAdjust,
  mantelHaenszelOddsRatio,
  mantelHaenszelRiskDifference,
  mantelHaenszelTest,
  newcombeInterval,
  oddsRatioInterval,
} from "../src/index.ts";
import { admissions } from "./admissions.ts";
import { proportions, strata } from "./arbitrary.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

describe("Holm", () => {
  const raw = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

  test("never lowers a p-value, keeps their order, stays at 1 at most", () => {
    fc.assert(
      fc.property(raw, (ps) => {
        const adjusted = holmAdjust(ps);
        const pairs = ps.map((p, position) => ({ p, q: adjusted[position] ?? Number.NaN }));
        for (const { p, q } of pairs) expect(q >= p && q <= 1).toBe(true);
        const ascending = pairs.sort((a, b) => a.p - b.p || a.q - b.q).map(({ q }) => q);
        expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
      }),
    );
  });

  test("leaves one alone and of none gives none", () => {
    expect(holmAdjust([0.03])).toEqual([0.03]);
    expect(holmAdjust([])).toEqual([]);
  });
});

describe("strata", () => {
  test("the pooled difference is not turned round as the crude one is", () => {
    const crude = newcombeInterval({ events: 1198, n: 2691 }, { events: 557, n: 1835 });
    const pooled = mantelHaenszelRiskDifference(admissions);
    expect(numberOf(crude, "lower")).toBeGreaterThan(0.1);
    expect(numberOf(pooled, "estimate")).toBeLessThan(0);
    expect(numberOf(pooled, "upper")).toBeLessThan(0.02);
  });

  test("swapping the arms turns the difference round and gives the reciprocal odds ratio", () => {
    fc.assert(
      fc.property(strata, (each) => {
        const swapped = each.map(({ first, second }) => ({ first: second, second: first }));
        const [a, b] = [mantelHaenszelRiskDifference(each), mantelHaenszelRiskDifference(swapped)];
        expect(b.kind).toBe(a.kind);
        if (a.kind === "estimate" && b.kind === "estimate") {
          expect(b.estimate).toBeCloseTo(-a.estimate, 10);
          expect(b.lower).toBeCloseTo(-a.upper, 10);
          expect(Math.max(Math.abs(a.lower), Math.abs(a.upper))).toBeLessThanOrEqual(1);
        }
        const [or, reciprocal] = [mantelHaenszelOddsRatio(each), mantelHaenszelOddsRatio(swapped)];
        if (or.kind === "estimate" && reciprocal.kind === "estimate") {
          expect(or.estimate * reciprocal.estimate).toBeCloseTo(1, 8);
          expect(or.lower * reciprocal.upper).toBeCloseTo(1, 8);
        }
        const [m, n] = [mantelHaenszelTest(each), mantelHaenszelTest(swapped)];
        if (m.kind === "test") expect(numberOf(n, "p")).toBeCloseTo(m.p, 10);
        else expect(n).toEqual(m);
      }),
    );
  });

  test("a stratum with one arm only changes nothing", () => {
    fc.assert(
      fc.property(strata, proportions, (each, alone) => {
        fc.pre(each.some(({ first, second }) => first.n > 0 && second.n > 0));
        const more = [...each, { first: alone, second: { events: 0, n: 0 } }];
        expect(mantelHaenszelRiskDifference(more)).toEqual(mantelHaenszelRiskDifference(each));
        expect(mantelHaenszelOddsRatio(more)).toEqual(mantelHaenszelOddsRatio(each));
        expect(mantelHaenszelTest(more)).toEqual(mantelHaenszelTest(each));
      }),
    );
  });

  test("of one stratum they are the plain difference and odds ratio", () => {
    const stratum = { first: { events: 7, n: 34 }, second: { events: 1, n: 34 } };
    const { first, second } = stratum;
    expect(numberOf(mantelHaenszelRiskDifference([stratum]), "estimate")).toBeCloseTo(6 / 34, 12);
    expect(mantelHaenszelOddsRatio([stratum])).toEqual({
      ...oddsRatioInterval(first, second),
      estimate: expect.closeTo(numberOf(oddsRatioInterval(first, second), "estimate"), 10),
      lower: expect.closeTo(numberOf(oddsRatioInterval(first, second), "lower"), 10),
      upper: expect.closeTo(numberOf(oddsRatioInterval(first, second), "upper"), 8),
    });
  });

  const z = 1.959963984540054;

  test("Sato's variance of one stratum is the ordinary one, whatever the arms' sizes", () => {
    const arms = fc
      .integer({ min: 3, max: 500 })
      .chain((n) => fc.record({ events: fc.integer({ min: 1, max: n - 1 }), n: fc.constant(n) }));
    fc.assert(
      fc.property(arms, arms, (first, second) => {
        const [one, other] = [first.events / first.n, second.events / second.n];
        const variance = (one * (1 - one)) / first.n + (other * (1 - other)) / second.n;
        const width = z * Math.sqrt(variance);
        const result = mantelHaenszelRiskDifference([{ first, second }]);
        expect(numberOf(result, "lower")).toBeCloseTo(Math.max(-1, one - other - width), 10);
        expect(numberOf(result, "upper")).toBeCloseTo(Math.min(1, one - other + width), 10);
      }),
    );
  });

  test("Sato's variance of pairs is the one of paired shares", () => {
    const counts = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(counts, counts, counts, (onlyFirst, onlySecond, both) => {
        const pair = (a: number, b: number) => ({
          first: { events: a, n: 1 },
          second: { events: b, n: 1 },
        });
        const pairs = [
          ...Array.from({ length: onlyFirst }, () => pair(1, 0)),
          ...Array.from({ length: onlySecond }, () => pair(0, 1)),
          ...Array.from({ length: both }, () => pair(1, 1)),
        ];
        const difference = (onlyFirst - onlySecond) / pairs.length;
        const variance =
          (onlyFirst + onlySecond - (onlyFirst - onlySecond) ** 2 / pairs.length) /
          pairs.length ** 2;
        const result = mantelHaenszelRiskDifference(pairs);
        expect(numberOf(result, "estimate")).toBeCloseTo(difference, 10);
        expect(numberOf(result, "lower")).toBeCloseTo(
          Math.max(-1, difference - z * Math.sqrt(variance)),
          10,
        );
      }),
    );
  });

  test("says what is missing", () => {
    const alone = [{ first: { events: 1, n: 2 }, second: { events: 0, n: 0 } }];
    const nobodyHadIt = [{ first: { events: 0, n: 5 }, second: { events: 0, n: 5 } }];
    for (const method of [
      mantelHaenszelRiskDifference,
      mantelHaenszelOddsRatio,
      mantelHaenszelTest,
    ]) {
      expect(method([])).toEqual({ kind: "none", reason: "no-data" });
      expect(method(alone)).toEqual({ kind: "none", reason: "no-usable-stratum" });
    }
    expect(mantelHaenszelRiskDifference(nobodyHadIt)).toEqual({
      kind: "estimate-without-limits",
      estimate: 0,
      reason: "no-variance",
    });
    expect(mantelHaenszelOddsRatio(nobodyHadIt)).toEqual({ kind: "none", reason: "no-events" });
    expect(mantelHaenszelTest(nobodyHadIt)).toEqual({ kind: "none", reason: "no-variance" });
  });
});
