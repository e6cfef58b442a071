import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { logInterval } from "../ratio/log-interval.ts";
import type { IntervalResult, Reason } from "../result.ts";
import { type Stratum, usableStrata } from "./stratum.ts";
import { sumOver } from "./sum-over.ts";

/**
 * The first arm's odds divided by the second's, common to all strata, with the limits of Robins,
 * Breslow and Greenland, which hold both for few large strata and for many small ones. Strata with an
 * empty arm add nothing.
 *
 * `no-data` without strata; `no-usable-stratum` if each has an empty arm; `no-events`, `all-events`, or
 * `no-events-in-second-arm` where it would be divided by 0; an estimate of 0 has no limits.
 *
 * Source: Mantel & Haenszel 1959, JNCI 22:719–748; Robins, Breslow & Greenland 1986, Biometrics
 * 42:311–323.
 *
 * @throws StatisticsInputError
 */
export function mantelHaenszelOddsRatio(
  strata: readonly Stratum[],
  options: AlphaOption = {},
): IntervalResult {
  const alpha = alphaOf(options);
  const usable = usableStrata(strata);
  if (strata.every(({ first, second }) => first.n + second.n === 0)) {
    return { kind: "none", reason: "no-data" };
  }
  if (usable.length === 0) return { kind: "none", reason: "no-usable-stratum" };
  if (sumOver(usable, ({ a, c }) => a + c) === 0) return { kind: "none", reason: "no-events" };
  if (sumOver(usable, ({ b, d }) => b + d) === 0) return { kind: "none", reason: "all-events" };
  const above = sumOver(usable, ({ a, d, cases }) => (a * d) / cases);
  const below = sumOver(usable, ({ b, c, cases }) => (b * c) / cases);
  if (below === 0) return { kind: "none", reason: whyNothingBelow(usable) };
  if (above === 0) {
    return { kind: "estimate-without-limits", estimate: 0, reason: whyNothingAbove(usable) };
  }
  const agreeing = (a: number, d: number, cases: number) => (a + d) / cases;
  const variance =
    sumOver(usable, ({ a, d, cases }) => agreeing(a, d, cases) * ((a * d) / cases)) /
      (2 * above ** 2) +
    sumOver(
      usable,
      ({ a, b, c, d, cases }) =>
        agreeing(a, d, cases) * ((b * c) / cases) + agreeing(b, c, cases) * ((a * d) / cases),
    ) /
      (2 * above * below) +
    sumOver(usable, ({ b, c, cases }) => agreeing(b, c, cases) * ((b * c) / cases)) /
      (2 * below ** 2);
  return logInterval(above / below, variance, alpha);
}

function whyNothingBelow(strata: readonly Stratum[]): Reason {
  if (sumOver(strata, ({ c }) => c) === 0) return "no-events-in-second-arm";
  if (sumOver(strata, ({ b }) => b) === 0) return "all-events-in-first-arm";
  return "no-variance";
}

function whyNothingAbove(strata: readonly Stratum[]): Reason {
  if (sumOver(strata, ({ a }) => a) === 0) return "no-events-in-first-arm";
  if (sumOver(strata, ({ d }) => d) === 0) return "all-events-in-second-arm";
  return "no-variance";
}
