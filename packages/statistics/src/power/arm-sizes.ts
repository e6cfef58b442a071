/** How many cases each arm needs: whole numbers, never too few. */
export interface ArmSizes {
  readonly kind: "sizes";
  readonly first: number;
  readonly second: number;
  /** The first arm's number before it is rounded up, as it stands in tables. */
  readonly exactFirst: number;
}

/** `ratio` is the second arm's cases for each of the first's. */
export function armSizes(exactFirst: number, ratio: number): ArmSizes {
  return {
    kind: "sizes",
    first: Math.max(1, roundedUp(exactFirst)),
    second: Math.max(1, roundedUp(exactFirst * ratio)),
    exactFirst,
  };
}

/** A number that is whole but for the last digits of doubles stays. */
function roundedUp(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}
