import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  kaplanMeier,
  logRankTest,
  medianTime,
  type Observation,
  restrictedMean,
  restrictedMeanDifference,
} from "../src/index.ts";
import { observed } from "./arbitrary.ts";
import { mercaptopurine, observations, placebo } from "./observations.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

const withoutCensoring = observed.map((each) => each.map(({ time }) => ({ time, event: true })));
const timesOf = (each: readonly Observation[]) => each.map(({ time }) => time);

/** The same cases, equal ones counted together. */
function together(each: readonly Observation[]): Observation[] {
  const groups = Map.groupBy(each, ({ time, event }) => `${time} ${event}`);
  return [...groups.values()].flatMap((equal) => {
    const [one] = equal;
    return one ? [{ ...one, cases: equal.length }] : [];
  });
}

test("cases that are counted together give what they give one by one", () => {
  fc.assert(
    fc.property(observed, observed, (first, second) => {
      expect(kaplanMeier(together(first))).toEqual(kaplanMeier(first));
      expect(medianTime(together(first))).toEqual(medianTime(first));
      expect(logRankTest(together(first), together(second))).toEqual(logRankTest(first, second));
    }),
  );
});

describe("Kaplan-Meier", () => {
  test("without censoring it is the share of cases whose time is longer", () => {
    fc.assert(
      fc.property(withoutCensoring, (each) => {
        const curve = kaplanMeier(each);
        if (curve.kind === "none") throw new Error("There are cases.");
        for (const { time, survival } of curve.steps) {
          const longer = each.filter((other) => other.time > time).length;
          expect(survival).toBeCloseTo(longer / each.length, 12);
        }
      }),
    );
  });

  test("only falls, and its limits hold it within 0 to 1", () => {
    fc.assert(
      fc.property(observed, (each) => {
        const curve = kaplanMeier(each);
        if (curve.kind === "none") throw new Error("There are cases.");
        let before = 1;
        for (const { survival, limits, standardError } of curve.steps) {
          expect(survival).toBeLessThanOrEqual(before);
          expect(Number.isFinite(standardError)).toBe(true);
          if (limits !== undefined) {
            expect(limits.lower).toBeGreaterThanOrEqual(0);
            expect(limits.lower).toBeLessThanOrEqual(survival);
            expect(limits.upper).toBeGreaterThanOrEqual(survival);
            expect(limits.upper).toBeLessThanOrEqual(1);
          } else expect([0, 1]).toContain(survival);
          before = survival;
        }
      }),
    );
  });

  test("of nobody there is no curve, and without events it stays at 1", () => {
    expect(kaplanMeier([])).toEqual({ kind: "none", reason: "no-data" });
    expect(kaplanMeier(observations("3+ 5+"))).toMatchObject({
      events: 0,
      steps: [{ survival: 1 }, { survival: 1 }],
    });
  });
});

describe("the median", () => {
  test("without censoring it is the ordinary one", () => {
    fc.assert(
      fc.property(withoutCensoring, (each) => {
        const ascending = timesOf(each).sort((a, b) => a - b);
        const middle = [
          ascending[Math.ceil(each.length / 2) - 1] ?? 0,
          ascending[Math.floor(each.length / 2)] ?? 0,
        ] as const;
        expect(numberOf(medianTime(each), "median")).toBeCloseTo((middle[0] + middle[1]) / 2, 12);
      }),
    );
  });

  test("has no upper limit where too few were observed long enough", () => {
    expect(medianTime(mercaptopurine)).toEqual({ kind: "median", median: 23, lower: 13 });
    expect(medianTime(placebo)).toEqual({ kind: "median", median: 8, lower: 4, upper: 11 });
  });

  test("says that the curve never falls to a half", () => {
    expect(medianTime(observations("1 5+ 5+ 5+"))).toEqual({ kind: "none", reason: "not-reached" });
  });
});

describe("the restricted mean", () => {
  test("without censoring and up to the last time it is the mean, with its standard error", () => {
    fc.assert(
      fc.property(withoutCensoring, (each) => {
        const times = timesOf(each);
        fc.pre(Math.max(...times) > 0);
        const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
        const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length;
        const result = restrictedMean(each, Math.max(...times));
        expect(numberOf(result, "estimate")).toBeCloseTo(mean, 10);
        expect(numberOf(result, "standardError")).toBeCloseTo(
          Math.sqrt(variance / times.length),
          10,
        );
      }),
    );
  });

  test("is not given beyond what was observed", () => {
    expect(restrictedMean(observations("1 5+"), 6)).toEqual({
      kind: "none",
      reason: "beyond-follow-up",
    });
    expect(numberOf(restrictedMean(observations("1 5"), 6), "estimate")).toBe(3);
    expect(numberOf(restrictedMean(observations("9+ 9+"), 6), "estimate")).toBe(6);
  });

  test("differs between arms by their difference", () => {
    const difference = restrictedMeanDifference(mercaptopurine, placebo, 20);
    const [one, other] = [restrictedMean(mercaptopurine, 20), restrictedMean(placebo, 20)];
    expect(numberOf(difference, "estimate")).toBeCloseTo(
      numberOf(one, "estimate") - numberOf(other, "estimate"),
      12,
    );
    expect(restrictedMeanDifference([], placebo, 20)).toEqual({
      kind: "none",
      reason: "first-arm-empty",
    });
  });
});

describe("the log-rank test", () => {
  test("does not care for the order of arms, and expects as many events as there are", () => {
    fc.assert(
      fc.property(observed, observed, (first, second) => {
        const result = logRankTest(first, second);
        const swapped = logRankTest(second, first);
        if (result.kind === "none") {
          expect(swapped).toEqual(result);
          return;
        }
        expect(numberOf(swapped, "statistic")).toBeCloseTo(result.statistic, 9);
        expect(result.expected[0] + result.expected[1]).toBeCloseTo(
          result.observed[0] + result.observed[1],
          9,
        );
      }),
    );
  });

  test("does not care for the unit of time", () => {
    fc.assert(
      fc.property(observed, observed, (first, second) => {
        const inDays = (each: readonly Observation[]) =>
          each.map(({ time, event }) => ({ time: time * 7, event }));
        expect(logRankTest(inDays(first), inDays(second))).toEqual(logRankTest(first, second));
      }),
    );
  });

  test("says what is missing", () => {
    expect(logRankTest([], [])).toEqual({ kind: "none", reason: "no-data" });
    expect(logRankTest([], placebo)).toEqual({ kind: "none", reason: "first-arm-empty" });
    expect(logRankTest(placebo, [])).toEqual({ kind: "none", reason: "second-arm-empty" });
    expect(logRankTest(observations("1+"), observations("2+"))).toEqual({
      kind: "none",
      reason: "no-events",
    });
    expect(logRankTest(observations("1+"), observations("2"))).toEqual({
      kind: "none",
      reason: "no-variance",
    });
  });
});
