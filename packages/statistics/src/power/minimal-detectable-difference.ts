import { requireCount } from "../input/require-count.ts";
import { requireShare } from "../input/require-share.ts";
import { findRoot } from "../numerics/find-root.ts";
import type { NoResult } from "../result.ts";
import { powerOf } from "./power-options.ts";
import { type TwoSharePowerOptions, twoSharePower } from "./two-share-power.ts";

export interface DetectableOptions extends Omit<TwoSharePowerOptions, "alternative" | "strict"> {
  /** 0.8 if it is left out. */
  readonly power?: number;
  /** Look on one side only, which needs less; false if it is left out. */
  readonly oneSided?: boolean;
}

/** The smallest differences from the second arm's share that are found with the asked power. */
export interface DetectableDifference {
  readonly kind: "detectable";
  /** Upwards; left out where not even a share of 1 would be found. */
  readonly increase?: number;
  /** Downwards, as a positive number; left out where not even a share of 0 would be found. */
  readonly decrease?: number;
}

/**
 * What the cases that there are can show: by how much the first arm's share must exceed, or fall short
 * of, the second's to be found with the asked power.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm has no cases; `out-of-reach` if no share at
 * all would be found.
 *
 * Source: `twoSharePower`, solved for the first arm's share.
 *
 * @throws StatisticsInputError
 */
export function minimalDetectableDifference(
  secondShare: number,
  firstCases: number,
  secondCases: number,
  options: DetectableOptions = {},
): DetectableDifference | NoResult {
  requireShare(secondShare, "the second arm's share");
  requireCount(firstCases, "the first arm's number of cases");
  requireCount(secondCases, "the second arm's number of cases");
  const power = powerOf(options);
  if (firstCases === 0 && secondCases === 0) return { kind: "none", reason: "no-data" };
  if (firstCases === 0) return { kind: "none", reason: "first-arm-empty" };
  if (secondCases === 0) return { kind: "none", reason: "second-arm-empty" };
  const missing = (side: "greater" | "less") => (share: number) => {
    const result = twoSharePower(
      { share, n: firstCases },
      { share: secondShare, n: secondCases },
      { ...options, alternative: options.oneSided === true ? side : "two-sided" },
    );
    return (result.kind === "power" ? result.power : 0) - power;
  };
  const increase = firstFound(missing("greater"), secondShare, 1);
  const decrease = firstFound(missing("less"), secondShare, 0);
  if (increase === undefined && decrease === undefined) {
    return { kind: "none", reason: "out-of-reach" };
  }
  return {
    kind: "detectable",
    ...(increase === undefined ? {} : { increase }),
    ...(decrease === undefined ? {} : { decrease }),
  };
}

function firstFound(
  missing: (share: number) => number,
  from: number,
  end: number,
): number | undefined {
  if (from === end || missing(end) < 0) return undefined;
  return Math.abs(findRoot(missing, from, end) - from);
}
