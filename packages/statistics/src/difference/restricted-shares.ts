import type { Proportion } from "../input/proportion.ts";
import { findRoot } from "../numerics/find-root.ts";

/** The two shares that make the data most probable among those that differ by exactly this much. */
export interface RestrictedShares {
  readonly first: number;
  readonly second: number;
}

/**
 * The likelihood is concave in the second share, so its slope falls through 0 once, or the maximum is
 * at an end. The closed form of Miettinen & Nurminen (a cubic by arc cosine) loses digits near ends.
 */
export function restrictedShares(
  first: Proportion,
  second: Proportion,
  difference: number,
): RestrictedShares {
  const lowest = Math.max(0, -difference);
  const highest = Math.min(1, 1 - difference);
  if (lowest >= highest) return atDifference(lowest, difference);
  const slope = (share: number) => slopeOf(first, share + difference) + slopeOf(second, share);
  if (!(slope(lowest) > 0)) return atDifference(lowest, difference);
  if (!(slope(highest) < 0)) return atDifference(highest, difference);
  return atDifference(findRoot(slope, lowest, highest), difference);
}

function slopeOf({ events, n }: Proportion, share: number): number {
  const within = Math.min(1, Math.max(0, share));
  const up = events === 0 ? 0 : events / within;
  const down = n === events ? 0 : (n - events) / (1 - within);
  return up - down;
}

function atDifference(second: number, difference: number): RestrictedShares {
  return { first: Math.min(1, Math.max(0, second + difference)), second };
}
