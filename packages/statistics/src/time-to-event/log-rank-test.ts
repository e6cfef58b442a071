import { chiSquaredTail } from "../numerics/chi-squared-tail.ts";
import type { ChiSquaredResult, NoResult } from "../result.ts";
import { atRisk, type TimeAtRisk } from "./at-risk.ts";
import { caseCount, type Observation } from "./observation.ts";

export interface LogRankResult extends ChiSquaredResult {
  /** Events in each arm. */
  readonly observed: readonly [first: number, second: number];
  /** Events that each arm would have if both ran the same course. */
  readonly expected: readonly [first: number, second: number];
  /** Of the first arm's events, and so of the second's. */
  readonly variance: number;
}

/**
 * Whether the event comes to both arms at the same pace, over the whole time of observation.
 *
 * `no-data`, `first-arm-empty`, `second-arm-empty` if an arm holds nobody; `no-events` if nobody had
 * the event; `no-variance` if each event came when one arm had nobody left at risk, or to all at once.
 *
 * Source: Mantel 1966, Cancer Chemotherapy Reports 50:163–170; Peto & Peto 1972, JRSS A 135:185–207.
 *
 * @throws StatisticsInputError
 */
export function logRankTest(
  first: readonly Observation[],
  second: readonly Observation[],
): LogRankResult | NoResult {
  const [firstCases, secondCases] = [caseCount(first), caseCount(second)];
  const rows = merged(atRisk(first), atRisk(second), firstCases, secondCases);
  if (firstCases === 0 && secondCases === 0) return { kind: "none", reason: "no-data" };
  if (firstCases === 0) return { kind: "none", reason: "first-arm-empty" };
  if (secondCases === 0) return { kind: "none", reason: "second-arm-empty" };
  const observed: [number, number] = [0, 0];
  const expected: [number, number] = [0, 0];
  let variance = 0;
  for (const row of rows) {
    const cases = row.first + row.second;
    const events = row.firstEvents + row.secondEvents;
    if (events === 0) continue;
    observed[0] += row.firstEvents;
    observed[1] += row.secondEvents;
    expected[0] += events * (row.first / cases);
    expected[1] += events * (row.second / cases);
    if (cases > 1) {
      variance +=
        (row.first / cases) * (row.second / cases) * events * ((cases - events) / (cases - 1));
    }
  }
  if (observed[0] + observed[1] === 0) return { kind: "none", reason: "no-events" };
  if (variance === 0) return { kind: "none", reason: "no-variance" };
  const statistic = (observed[0] - expected[0]) ** 2 / variance;
  const p = chiSquaredTail(statistic, 1);
  return { kind: "test", statistic, degreesOfFreedom: 1, p, observed, expected, variance };
}

interface Row {
  readonly first: number;
  readonly second: number;
  readonly firstEvents: number;
  readonly secondEvents: number;
}

/** Both arms' cases at risk and events at each time that occurs in either. */
function merged(
  first: readonly TimeAtRisk[],
  second: readonly TimeAtRisk[],
  firstCases: number,
  secondCases: number,
): Row[] {
  const rows: Row[] = [];
  let firstLeft = firstCases;
  let secondLeft = secondCases;
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const one = first[i];
    const other = second[j];
    const time = Math.min(
      one?.time ?? Number.POSITIVE_INFINITY,
      other?.time ?? Number.POSITIVE_INFINITY,
    );
    const now = one?.time === time ? one : undefined;
    const otherNow = other?.time === time ? other : undefined;
    rows.push({
      first: firstLeft,
      second: secondLeft,
      firstEvents: now?.events ?? 0,
      secondEvents: otherNow?.events ?? 0,
    });
    firstLeft -= now === undefined ? 0 : now.events + now.censored;
    secondLeft -= otherNow === undefined ? 0 : otherNow.events + otherNow.censored;
    if (now !== undefined) i += 1;
    if (otherNow !== undefined) j += 1;
  }
  return rows;
}
