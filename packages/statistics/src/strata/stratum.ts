import type { Proportion } from "../input/proportion.ts";
import { requireProportion } from "../input/proportion.ts";

/** Both arms within one stratum, such as a community in one phase. */
export interface Stratum {
  readonly first: Proportion;
  readonly second: Proportion;
}

/** The strata with cases in both arms: another one says nothing about a difference. */
export function usableStrata(strata: readonly Stratum[]): readonly Stratum[] {
  strata.forEach(({ first, second }, position) => {
    requireProportion(first, `the first arm of stratum ${position + 1}`);
    requireProportion(second, `the second arm of stratum ${position + 1}`);
  });
  return strata.filter(({ first, second }) => first.n > 0 && second.n > 0);
}
