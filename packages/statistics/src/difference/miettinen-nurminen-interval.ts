import type { AlphaOption } from "../input/alpha-option.ts";
import type { Proportion } from "../input/proportion.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { scoreInterval } from "./score-interval.ts";

/**
 * The first arm's share less the second's, with score limits whose variance is multiplied with
 * N / (N − 1), N being the number of cases of both arms.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody.
 *
 * Source: Miettinen & Nurminen 1985, Stat Med 4:213–226.
 *
 * @throws StatisticsInputError
 */
export function miettinenNurminenInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  return scoreInterval(first, second, options, (cases) => cases / (cases - 1));
}
