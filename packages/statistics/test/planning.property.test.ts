import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arcsinePower,
  arcsineSize,
  cohenH,
  minimalDetectableDifference,
  obrienFlemingBoundary,
  sampleRatioMismatch,
  twoSharePower,
  twoShareSize,
} from "../src/index.ts";
import { numberOf } from "./printed-numbers/printed-number.ts";

const shares = fc.integer({ min: 1, max: 99 }).map((each) => each / 100);
const ratios = fc.constantFrom(0.25, 1, 3);
const powers = fc.constantFrom(0.5, 0.8, 0.95);

describe("power and size", () => {
  test.each([false, true])("the size by pooled z has the power, continuity %s", (continuity) => {
    fc.assert(
      fc.property(shares, shares, ratios, powers, (first, second, ratio, power) => {
        fc.pre(first !== second);
        const sizes = twoShareSize(first, second, { ratio, power, continuity });
        const n1 = numberOf(sizes, "first");
        const n2 = numberOf(sizes, "second");
        const reached = (a: number, b: number) =>
          numberOf(
            twoSharePower({ share: first, n: a }, { share: second, n: b }, { continuity }),
            "power",
          );
        expect(reached(n1 * 4, n2 * 4)).toBeGreaterThan(power - 1e-9);
        if (ratio === 1) {
          expect(reached(n1, n2)).toBeGreaterThan(power - 1e-9);
          if (n1 > 3) expect(reached(n1 - 1, n2 - 1)).toBeLessThan(power);
        }
      }),
    );
  });

  test("the size by Cohen's h has the power", () => {
    fc.assert(
      fc.property(shares, shares, powers, (first, second, power) => {
        fc.pre(first !== second);
        const h = cohenH(first, second);
        const n = numberOf(arcsineSize(h, { power }), "first");
        expect(arcsinePower(h, n, n)).toBeGreaterThan(power - 1e-9);
        if (n > 1) expect(arcsinePower(h, n - 1, n - 1)).toBeLessThan(power);
      }),
    );
  });

  test("the minimal detectable difference is found with the power", () => {
    const sizes = fc.integer({ min: 20, max: 5_000 });
    fc.assert(
      fc.property(shares, sizes, sizes, powers, (share, n1, n2, power) => {
        const found = minimalDetectableDifference(share, n1, n2, { power });
        if (found.kind === "none") return;
        for (const change of [found.increase, -(found.decrease ?? Number.NaN)]) {
          if (change === undefined || Number.isNaN(change)) continue;
          const at = twoSharePower({ share: share + change, n: n1 }, { share, n: n2 });
          expect(numberOf(at, "power")).toBeCloseTo(power, 6);
        }
      }),
    );
  });

  test("says what cannot be planned", () => {
    expect(twoShareSize(0.3, 0.3)).toEqual({ kind: "none", reason: "no-difference" });
    expect(arcsineSize(0)).toEqual({ kind: "none", reason: "no-difference" });
    expect(minimalDetectableDifference(0.5, 0, 9)).toEqual({
      kind: "none",
      reason: "first-arm-empty",
    });
    expect(minimalDetectableDifference(0.5, 2, 2)).toEqual({
      kind: "none",
      reason: "out-of-reach",
    });
    expect(twoSharePower({ share: 0, n: 5 }, { share: 0, n: 5 })).toEqual({
      kind: "none",
      reason: "no-variance",
    });
    expect(arcsinePower(0.5, 0, 0)).toBeCloseTo(0.05, 12);
  });
});

describe("sample ratio mismatch", () => {
  const phases = fc.array(
    fc.record({
      fraction: fc.constantFrom(0, 0.1, 0.5, 0.9, 1),
      first: fc.integer({ min: 0, max: 200 }),
      second: fc.integer({ min: 0, max: 200 }),
    }),
    { maxLength: 5 },
  );

  test("does not care which arm is called the first", () => {
    fc.assert(
      fc.property(phases, (each) => {
        const swapped = each.map(({ fraction, first, second }) => ({
          fraction: 1 - fraction,
          first: second,
          second: first,
        }));
        const [a, b] = [sampleRatioMismatch(each), sampleRatioMismatch(swapped)];
        for (const part of ["combined", "sameSide"] as const) {
          if (a[part].kind === "none") expect(b[part]).toEqual(a[part]);
          else expect(numberOf(b[part], "p")).toBeCloseTo(a[part].p, 10);
        }
      }),
    );
  });

  test("a change of fraction is no mismatch, though the crude total would be one", () => {
    const { combined } = sampleRatioMismatch([
      { fraction: 0.9, first: 900, second: 100 },
      { fraction: 0.5, first: 500, second: 500 },
    ]);
    expect(combined).toMatchObject({ statistic: 0, degreesOfFreedom: 2, p: 1 });
  });

  test("small leanings to one side add up", () => {
    const leaning = Array.from({ length: 8 }, () => ({ fraction: 0.5, first: 540, second: 460 }));
    const { combined, sameSide } = sampleRatioMismatch(leaning);
    expect(numberOf(sameSide, "p")).toBeLessThan(numberOf(combined, "p") / 100);
  });

  test("nothing is said of phases without draws or without chance, but that nobody went against it", () => {
    expect(sampleRatioMismatch([])).toEqual({
      phases: [],
      combined: { kind: "none", reason: "no-data" },
      sameSide: { kind: "none", reason: "no-data" },
    });
    const { phases: obeyed } = sampleRatioMismatch([{ fraction: 1, first: 9, second: 0 }]);
    expect(obeyed).toEqual([{ kind: "none", reason: "no-draw-by-chance" }]);
    const { phases: broken, combined } = sampleRatioMismatch([
      { fraction: 1, first: 9, second: 1 },
    ]);
    expect(broken[0]).toMatchObject({ p: 0, exactP: 0, statistic: Infinity });
    expect(combined).toMatchObject({ p: 0 });
  });
});

describe("O'Brien-Fleming", () => {
  /** As textbooks of sequential trials tabulate them, alpha .05. */
  const constants = [1.96, 1.977, 2.004, 2.024, 2.04, 2.053, 2.063, 2.072, 2.08, 2.087];

  test.each(constants.map((constant, position) => ({ looks: position + 1, constant })))(
    "$looks looks: the last at $constant, the ones before by the root of their share",
    ({ looks, constant }) => {
      const boundary = obrienFlemingBoundary(looks);
      expect(boundary).toHaveLength(looks);
      expect(boundary.at(-1)?.z).toBeCloseTo(constant, 3);
      for (const { information, z } of boundary) {
        expect(z * Math.sqrt(information)).toBeCloseTo(boundary.at(-1)?.z ?? 0, 10);
      }
    },
  );

  test("costs more the more looks, and the smaller alpha", () => {
    const last = (looks: number, alpha: number) =>
      obrienFlemingBoundary(looks, { alpha }).at(-1)?.z ?? 0;
    expect(last(5, 0.05)).toBeGreaterThan(last(4, 0.05));
    expect(last(5, 1e-6)).toBeGreaterThan(last(5, 0.05));
    expect(last(10, 0.9)).toBeGreaterThan(0);
  });
});
