import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import type { IntervalResult } from "../result.ts";
import { logInterval } from "./log-interval.ts";

/**
 * The ratio of shares after half an event and half a case were added to each arm, with limits on the
 * scale of logarithms; the estimate is the adjusted one as well. It stands also without events.
 *
 * Without limits (`all-events`) if everybody in both arms had the event. None if an arm holds nobody.
 *
 * Source: Walter 1975, Biometrika 62:371–374; Fagerland, Lydersen & Laake 2015, Stat Methods Med Res
 * 24:224–254.
 *
 * @throws StatisticsInputError
 */
export function adjustedRiskRatioInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): IntervalResult {
  requireArms(first, second);
  const alpha = alphaOf(options);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const one = { events: first.events + 0.5, n: first.n + 0.5 };
  const other = { events: second.events + 0.5, n: second.n + 0.5 };
  const ratio = one.events / one.n / (other.events / other.n);
  if (first.events === first.n && second.events === second.n) {
    return { kind: "estimate-without-limits", estimate: ratio, reason: "all-events" };
  }
  const variance = 1 / one.events - 1 / one.n + 1 / other.events - 1 / other.n;
  return logInterval(ratio, variance, alpha);
}
