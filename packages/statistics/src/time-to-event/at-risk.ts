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
  const ends = observations.filter(({ event }) => event);
  const withEvent = Float64Array.from(ends, ({ time }) => time).sort();
  const open = observations.filter(({ event }) => !event);
  const withoutEvent = Float64Array.from(open, ({ time }) => time).sort();
  const rows: TimeAtRisk[] = [];
  let i = 0;
  let j = 0;
  while (i + j < observations.length) {
    const time = Math.min(withEvent[i] ?? Infinity, withoutEvent[j] ?? Infinity);
    const atRisk = observations.length - i - j;
    const [events, censored] = [equalFrom(withEvent, i, time), equalFrom(withoutEvent, j, time)];
    i += events;
    j += censored;
    rows.push({ time, atRisk, events, censored });
  }
  return rows;
}

/** How many times from this position on are equal to this one. */
function equalFrom(ascending: Float64Array, position: number, time: number): number {
  let end = position;
  while (ascending[end] === time) end += 1;
  return end - position;
}
