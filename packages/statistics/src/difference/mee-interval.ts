import type { AlphaOption } from "../input/alpha-option.ts";
import type { Proportion } from "../input/proportion.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";
import { scoreInterval } from "./score-interval.ts";

/**
 * The first arm's share less the second's, with score limits: Miettinen and Nurminen's without their
 * factor for few cases.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody.
 *
 * Source: Mee 1984, Biometrics 40:1175–1176; Newcombe 1998, Stat Med 17:873–890, method 5.
 *
 * @throws StatisticsInputError
 */
export function meeInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  return scoreInterval(first, second, options, () => 1);
}
