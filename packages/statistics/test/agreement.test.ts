import { describe, expect, test } from "vitest";
import { cohenKappa } from "../src/index.ts";

describe("Cohen's kappa", () => {
  test("swapping the coders changes nothing", () => {
    const labels = [
      ["toxic", "toxic"],
      ["toxic", "fine"],
      ["fine", "fine"],
      ["fine", "fine"],
      ["unclear", "fine"],
    ] as const;
    const swapped = labels.map(([one, other]) => [other, one] as const);
    const result = cohenKappa(labels);
    expect(result).toMatchObject({ kind: "estimate", agreement: 0.6 });
    expect(cohenKappa(swapped)).toEqual({
      ...result,
      standardError: expect.closeTo("standardError" in result ? result.standardError : 0, 12),
      lower: expect.closeTo("lower" in result ? result.lower : 0, 12),
      upper: expect.closeTo("upper" in result ? result.upper : 0, 12),
    });
  });

  test("is 1 without limits where they always agree", () => {
    const labels = [
      ["toxic", "toxic"],
      ["fine", "fine"],
    ] as const;
    expect(cohenKappa(labels)).toEqual({
      kind: "estimate-without-limits",
      estimate: 1,
      reason: "no-variance",
      agreement: 1,
    });
  });

  test("is not given without items, or where chance alone would agree always", () => {
    expect(cohenKappa([])).toEqual({ kind: "none", reason: "no-data" });
    expect(cohenKappa([["fine", "fine"]])).toEqual({ kind: "none", reason: "one-category" });
  });
});
