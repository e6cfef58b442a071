import { requireCount } from "../input/require-count.ts";
import { requireShare } from "../input/require-share.ts";
import { normalScore } from "../numerics/normal-score.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import type { NoResult } from "../result.ts";
import { type PowerOptions, sideOfAlpha } from "./power-options.ts";

export interface TwoSharePowerOptions extends PowerOptions {
  /** For a test with continuity correction, such as Fisher's in effect. False if it is left out. */
  readonly continuity?: boolean;
  /** Two-sided: count finds in the wrong direction as well. False if it is left out, as in R. */
  readonly strict?: boolean;
}

export interface Power {
  readonly kind: "power";
  readonly power: number;
}

/**
 * The probability that a test finds the difference of these two true shares with so many cases in each
 * arm, by the normal distribution with the pooled variance of the test. At equal shares it is the false
 * alarms on one side, or with `strict` on both.
 *
 * `first-arm-empty`, `second-arm-empty`, `no-data` if an arm has no cases; `no-variance` if both shares
 * are 0, or both 1.
 *
 * Source: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; R,
 * stats::power.prop.test.
 *
 * @throws StatisticsInputError
 */
export function twoSharePower(
  first: { readonly share: number; readonly n: number },
  second: { readonly share: number; readonly n: number },
  options: TwoSharePowerOptions = {},
): Power | NoResult {
  requireShare(first.share, "the first arm's share");
  requireShare(second.share, "the second arm's share");
  requireCount(first.n, "the first arm's number of cases");
  requireCount(second.n, "the second arm's number of cases");
  const z = normalScore(sideOfAlpha(options));
  if (first.n === 0 && second.n === 0) return { kind: "none", reason: "no-data" };
  if (first.n === 0) return { kind: "none", reason: "first-arm-empty" };
  if (second.n === 0) return { kind: "none", reason: "second-arm-empty" };
  const { alternative = "two-sided", continuity = false, strict = false } = options;
  const difference = first.share - second.share;
  const effect =
    alternative === "two-sided"
      ? Math.abs(difference)
      : alternative === "greater"
        ? difference
        : -difference;
  const unit = 1 / first.n + 1 / second.n;
  const share = (first.share * first.n + second.share * second.n) / (first.n + second.n);
  const ofTest = share * (1 - share) * unit;
  const ofTruth =
    (first.share * (1 - first.share)) / first.n + (second.share * (1 - second.share)) / second.n;
  if (!(ofTest > 0)) return { kind: "none", reason: "no-variance" };
  const least = z * Math.sqrt(ofTest) + (continuity ? unit / 2 : 0);
  const wrongSide = strict && alternative === "two-sided" ? beyond(least + effect, ofTruth) : 0;
  return { kind: "power", power: Math.min(1, beyond(least - effect, ofTruth) + wrongSide) };
}

function beyond(distance: number, variance: number): number {
  if (variance === 0) return distance < 0 ? 1 : 0;
  return normalTail(distance / Math.sqrt(variance));
}
