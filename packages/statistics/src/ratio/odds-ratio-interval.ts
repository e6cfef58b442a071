import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import type { IntervalResult, Reason } from "../result.ts";
import { logInterval } from "./log-interval.ts";

/**
 * The first arm's odds divided by the second's, with Woolf's limits on the scale of logarithms.
 *
 * A cell of 0 leaves it without limits (the estimate is then 0) or, where it would be divided by 0,
 * without any result; `conditionalOddsRatio` has limits also then.
 *
 * Source: Woolf 1955, Annals of Human Genetics 19:251–253.
 *
 * @throws StatisticsInputError
 */
export function oddsRatioInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): IntervalResult {
  requireArms(first, second);
  const alpha = alphaOf(options);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  const others = { first: first.n - first.events, second: second.n - second.events };
  const undivided = dividedByZero(first, second);
  if (undivided !== undefined) return { kind: "none", reason: undivided };
  const ratio = (first.events / others.first) * (others.second / second.events);
  if (ratio === 0) {
    const reason = first.events === 0 ? "no-events-in-first-arm" : "all-events-in-second-arm";
    return { kind: "estimate-without-limits", estimate: 0, reason };
  }
  const variance = 1 / first.events + 1 / others.first + 1 / second.events + 1 / others.second;
  return logInterval(ratio, variance, alpha);
}

function dividedByZero(first: Proportion, second: Proportion): Reason | undefined {
  if (first.events + second.events === 0) return "no-events";
  if (first.events === first.n && second.events === second.n) return "all-events";
  if (second.events === 0) return "no-events-in-second-arm";
  if (first.events === first.n) return "all-events-in-first-arm";
  return undefined;
}
