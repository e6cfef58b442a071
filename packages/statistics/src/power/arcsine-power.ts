import { requireBetween } from "../input/require-between.ts";
import { requireCount } from "../input/require-count.ts";
import { normalScore } from "../numerics/normal-score.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import { type PowerOptions, sideOfAlpha } from "./power-options.ts";

/**
 * The probability that a test of two shares at this distance (Cohen's h) finds a difference, with so
 * many cases in each arm. Two-sided, a find in the wrong direction counts as well, as in R's pwr. Of an
 * empty arm it is alpha.
 *
 * Source: Cohen 1988, chapter 6; R, pwr::pwr.2p.test and pwr::pwr.2p2n.test.
 *
 * @throws StatisticsInputError also unless h lies from −π to π
 */
export function arcsinePower(
  h: number,
  firstCases: number,
  secondCases: number,
  options: PowerOptions = {},
): number {
  requireBetween(
    h,
    "h",
    -Math.PI - 1e-9,
    Math.PI + 1e-9,
    "Compute it with cohenH from two shares.",
  );
  requireCount(firstCases, "the first arm's number of cases");
  requireCount(secondCases, "the second arm's number of cases");
  const z = normalScore(sideOfAlpha(options));
  const cases = firstCases + secondCases;
  const shift = cases === 0 ? 0 : h * Math.sqrt(firstCases * (secondCases / cases));
  const { alternative = "two-sided" } = options;
  if (alternative === "greater") return normalTail(z - shift);
  if (alternative === "less") return normalTail(z + shift);
  return normalTail(z - shift) + normalTail(z + shift);
}
