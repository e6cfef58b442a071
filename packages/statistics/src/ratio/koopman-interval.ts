import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { emptyArm } from "../input/empty-arm.ts";
import type { Proportion } from "../input/proportion.ts";
import { requireArms } from "../input/require-arms.ts";
import { findRoot } from "../numerics/find-root.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, NoResult } from "../result.ts";

/**
 * The first arm's share divided by the second's, with score limits: those ratios that the score test
 * does not reject. Limits stand also if one arm has no events: the lower one is 0 if the first has
 * none; estimate and upper limit are `Infinity` if the second has none.
 *
 * None (`no-events`) if neither has any, or if an arm holds nobody.
 *
 * Source: Koopman 1984, Biometrics 40:513–517.
 *
 * @throws StatisticsInputError
 */
export function koopmanInterval(
  first: Proportion,
  second: Proportion,
  options: AlphaOption = {},
): EstimateWithLimits | NoResult {
  requireArms(first, second);
  const z = normalScore(alphaOf(options) / 2);
  const empty = emptyArm(first, second);
  if (empty !== undefined) return { kind: "none", reason: empty };
  if (first.events + second.events === 0) return { kind: "none", reason: "no-events" };
  return {
    kind: "estimate",
    estimate: first.events / first.n / (second.events / second.n),
    lower: lowerLimit(first, second, z),
    upper: 1 / lowerLimit(second, first, z),
  };
}

function lowerLimit(first: Proportion, second: Proportion, z: number): number {
  if (first.events === 0) return 0;
  const beyond = (log: number) => scoreOf(first, second, Math.exp(log)) - z;
  // Without events in the second arm the estimate is infinite, and the score falls to below 0 from there.
  const estimate =
    second.events === 0 ? 700 : Math.log(first.events / first.n / (second.events / second.n));
  return Math.exp(findRoot((log) => (log === estimate ? -z : beyond(log)), -700, estimate));
}

function scoreOf(first: Proportion, second: Proportion, ratio: number): number {
  const share = restrictedSecondShare(first, second, ratio);
  const one = Math.min(1, share * ratio);
  const variance = (one * (1 - one)) / first.n + (ratio ** 2 * share * (1 - share)) / second.n;
  if (variance === 0) return Number.POSITIVE_INFINITY;
  return (first.events / first.n - ratio * (second.events / second.n)) / Math.sqrt(variance);
}

/** The second share that makes the data most probable if the first is so many times as much. */
function restrictedSecondShare(first: Proportion, second: Proportion, ratio: number): number {
  const a = (first.n + second.n) * ratio;
  const b = first.n * ratio + first.events + second.n + second.events * ratio;
  const c = first.events + second.events;
  const root = Math.sqrt(Math.max(0, b ** 2 - 4 * a * c));
  return Math.min(1, (2 * c) / (b + root));
}
