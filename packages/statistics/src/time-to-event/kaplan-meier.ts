import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { NoResult } from "../result.ts";
import { atRisk, type TimeAtRisk } from "./at-risk.ts";
import { caseCount, type Observation } from "./observation.ts";

/** The curve from this time on, up to the next row's. */
export interface SurvivalStep extends TimeAtRisk {
  /** Share of cases that the event has not ended. */
  readonly survival: number;
  /** Greenwood's; 0 while the curve is at 1 or has fallen to 0. */
  readonly standardError: number;
  /** On the scale of log(−log). Left out while the curve is at 1 or has fallen to 0. */
  readonly limits?: { readonly lower: number; readonly upper: number };
}

export interface SurvivalCurve {
  readonly kind: "curve";
  readonly cases: number;
  readonly events: number;
  /** One for each time that occurs, also where cases were only censored. Before the first it is 1. */
  readonly steps: readonly SurvivalStep[];
}

/**
 * The share of cases still without the event as time goes on, when some are observed for a part of the
 * time only. Who is censored at the time of an event counts as still at risk then.
 *
 * `no-data` without cases.
 *
 * Source: Kaplan & Meier 1958, JASA 53:457–481; Greenwood 1926 (standard error); Kalbfleisch & Prentice
 * 1980, The Statistical Analysis of Failure Time Data (log-log limits).
 *
 * @throws StatisticsInputError
 */
export function kaplanMeier(
  observations: readonly Observation[],
  options: AlphaOption = {},
): SurvivalCurve | NoResult {
  const z = normalScore(alphaOf(options) / 2);
  const rows = atRisk(observations);
  if (rows.length === 0) return { kind: "none", reason: "no-data" };
  let survival = 1;
  let greenwood = 0;
  let events = 0;
  const steps = rows.map((row): SurvivalStep => {
    const remaining = row.atRisk - row.events;
    survival *= remaining / row.atRisk;
    events += row.events;
    if (remaining > 0) greenwood += row.events / row.atRisk / remaining;
    const standardError = survival * Math.sqrt(greenwood);
    if (survival === 1 || survival === 0) return { ...row, survival, standardError };
    return { ...row, survival, standardError, limits: logLogLimits(survival, greenwood, z) };
  });
  return { kind: "curve", cases: caseCount(observations), events, steps };
}

function logLogLimits(survival: number, greenwood: number, z: number) {
  const factor = Math.exp((z * Math.sqrt(greenwood)) / -Math.log(survival));
  return { lower: survival ** factor, upper: survival ** (1 / factor) };
}
