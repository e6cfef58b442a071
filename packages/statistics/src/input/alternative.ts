/**
 * What a test looks for. `greater`: the first arm has more (a greater share, odds or values), or the
 * proportion is above the one that it is compared with; `less`: the other way round.
 */
export type Alternative = "two-sided" | "less" | "greater";

export interface AlternativeOption {
  /** `two-sided` if it is left out. */
  readonly alternative?: Alternative;
}
