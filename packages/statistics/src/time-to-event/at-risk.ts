import { caseCount, type Observation, requireObservations } from "./observation.ts";

/** What happened at one time to those who were observed until then or longer. */
export interface TimeAtRisk {
  readonly time: number;
  /** Cases observed up to this time or longer; those censored now are among them. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
}

/** One row for each time that occurs, ascending. @throws StatisticsInputError */
export function atRisk(observations: readonly Observation[]): TimeAtRisk[] {
  requireObservations(observations);
  const ends = new Map<number, { events: number; censored: number }>();
  for (const { time, event, cases = 1 } of observations) {
    const end = ends.get(time) ?? { events: 0, censored: 0 };
    end[event ? "events" : "censored"] += cases;
    ends.set(time, end);
  }
  let left = caseCount(observations);
  const rows: TimeAtRisk[] = [];
  for (const time of Float64Array.from(ends.keys()).sort()) {
    const { events, censored } = ends.get(time) ?? { events: 0, censored: 0 };
    if (events + censored > 0) rows.push({ time, atRisk: left, events, censored });
    left -= events + censored;
  }
  return rows;
}
