import { requireCount } from "../input/require-count.ts";
import { requireShare } from "../input/require-share.ts";
import { chiSquaredTail } from "../numerics/chi-squared-tail.ts";
import { binomialTest } from "../proportion/binomial-test.ts";
import type { ChiSquaredResult, NoResult } from "../result.ts";

/** Draws while one fraction was in force. */
export interface DrawPhase {
  /** The probability with which each draw went to the first arm. */
  readonly fraction: number;
  readonly first: number;
  readonly second: number;
}

export interface PhaseBalance extends ChiSquaredResult {
  /** The first arm's draws that the fraction lets expect. */
  readonly expectedFirst: number;
  /** By the binomial distribution: to be believed where few draws make chi-squared doubtful. */
  readonly exactP: number;
}

export interface SampleRatioMismatch {
  /** One for each phase, in the order given. */
  readonly phases: readonly (PhaseBalance | NoResult)[];
  /** All phases' statistics added up: a mismatch in any of them. */
  readonly combined: ChiSquaredResult | NoResult;
  /** All phases' deviations added up: a mismatch that leans to the same side throughout. */
  readonly sameSide: ChiSquaredResult | NoResult;
}

/**
 * Whether the arms' sizes are what the fractions in force let expect. A small p means that something
 * between draw and data loses or doubles cases of one arm, and no estimate is to be trusted. Each phase
 * is held against its own fraction: over a change of fraction, the crude total would raise false alarms.
 *
 * A phase without draws is `no-data`; one with a fraction of 0 or 1 is `no-draw-by-chance`, but if
 * draws went against it: then its p is 0 and its statistic `Infinity`.
 *
 * Source: Pearson 1900; Fabijan et al. 2019, Diagnosing Sample Ratio Mismatch, KDD; the sum of
 * independent chi-squared statistics for phases.
 *
 * @throws StatisticsInputError
 */
export function sampleRatioMismatch(phases: readonly DrawPhase[]): SampleRatioMismatch {
  const balances = phases.map(balanceOf);
  const tested = balances.filter((balance) => balance.kind === "test");
  const drawn = phases.some(({ first, second }) => first + second > 0);
  if (tested.length === 0) {
    const none: NoResult = { kind: "none", reason: drawn ? "no-draw-by-chance" : "no-data" };
    return { phases: balances, combined: none, sameSide: none };
  }
  const statistic = tested.reduce((sum, balance) => sum + balance.statistic, 0);
  return {
    phases: balances,
    combined: chiSquaredResult(statistic, tested.length),
    sameSide: chiSquaredResult(sameSideStatistic(phases, statistic), 1),
  };
}

function balanceOf(phase: DrawPhase, position: number): PhaseBalance | NoResult {
  const { fraction, first, second } = phase;
  requireShare(fraction, `the fraction of phase ${position + 1}`);
  requireCount(first, `the first arm's draws in phase ${position + 1}`);
  requireCount(second, `the second arm's draws in phase ${position + 1}`);
  const draws = first + second;
  if (draws === 0) return { kind: "none", reason: "no-data" };
  const expectedFirst = draws * fraction;
  const variance = expectedFirst * (1 - fraction);
  if (variance === 0 && first === expectedFirst)
    return { kind: "none", reason: "no-draw-by-chance" };
  const exact = binomialTest({ events: first, n: draws }, fraction);
  return {
    ...chiSquaredResult((first - expectedFirst) ** 2 / variance, 1),
    expectedFirst,
    exactP: exact.kind === "test" ? exact.p : 1,
  };
}

function sameSideStatistic(phases: readonly DrawPhase[], allStatistics: number): number {
  if (allStatistics === Number.POSITIVE_INFINITY) return allStatistics;
  let deviation = 0;
  let variance = 0;
  for (const { fraction, first, second } of phases) {
    deviation += first - (first + second) * fraction;
    variance += (first + second) * fraction * (1 - fraction);
  }
  return deviation ** 2 / variance;
}

function chiSquaredResult(statistic: number, degreesOfFreedom: number): ChiSquaredResult {
  return {
    kind: "test",
    statistic,
    degreesOfFreedom,
    p: chiSquaredTail(statistic, degreesOfFreedom),
  };
}
