import { type Observation, requireObservations } from "./observation.ts";

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
  const ascending = [...observations].sort((a, b) => a.time - b.time);
  const rows: TimeAtRisk[] = [];
  let position = 0;
  while (position < ascending.length) {
    const time = ascending[position]?.time ?? 0;
    const atRisk = ascending.length - position;
    let events = 0;
    let censored = 0;
    for (; ascending[position]?.time === time; position += 1) {
      if (ascending[position]?.event === true) events += 1;
      else censored += 1;
    }
    rows.push({ time, atRisk, events, censored });
  }
  return rows;
}
