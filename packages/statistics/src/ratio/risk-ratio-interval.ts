import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import type { IntervalResult } from "../result.ts";
import { logInterval } from "./log-interval.ts";

/**
 * The first arm's share divided by the second's, with limits on the scale of logarithms.
 *
 * Without limits (`no-events-in-first-arm`, estimate 0) if the first arm has no events. None if the
 * second has none, or if an arm holds nobody. Koopman's limits stand also then.
 *
 * Source: Katz, Baptista, Azen & Pike 1978, Biometrics 34:469–474.
 *
 * @throws StatisticsInputError
 */
export function riskRatioInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): IntervalResult {
  requireArms(first, second);
  const alpha = alphaOf(options);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  if (first.events + second.events === 0) return { kind: "none", reason: "no-events" };
  if (second.events === 0) return { kind: "none", reason: "no-events-in-second-arm" };
  const ratio = first.events / first.n / (second.events / second.n);
  if (first.events === 0) {
    return { kind: "estimate-without-limits", estimate: ratio, reason: "no-events-in-first-arm" };
  }
  const variance =
    (first.n - first.events) / first.events / first.n +
    (second.n - second.events) / second.events / second.n;
  if (variance === 0) {
    return { kind: "estimate-without-limits", estimate: ratio, reason: "all-events" };
  }
  return logInterval(ratio, variance, alpha);
}
