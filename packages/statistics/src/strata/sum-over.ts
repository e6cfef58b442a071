import type { Stratum } from "./stratum.ts";

/** The sum of one term of each stratum, which is given its cells and its number of cases. */
export function sumOver(strata: readonly Stratum[], term: (cells: Cells) => number): number {
  return strata.reduce((sum, stratum) => sum + term(cellsOf(stratum)), 0);
}

/** `a`, `b`: with and without event in the first arm; `c`, `d`: in the second. */
export interface Cells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly first: number;
  readonly second: number;
  readonly cases: number;
}

function cellsOf({ first, second }: Stratum): Cells {
  return {
    a: first.events,
    b: first.n - first.events,
    c: second.events,
    d: second.n - second.events,
    first: first.n,
    second: second.n,
    cases: first.n + second.n,
  };
}
