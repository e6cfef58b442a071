import type { Moment } from "../stories/evidence.ts";

/** Between an event and the next: no two are nearer than a millisecond. */
export const afterEventMs = 0.5;

/** The earliest that a deed can have taken effect: between two events of the pretend Reddit. */
export function justAfter({ after }: Moment): number {
  return after + afterEventMs;
}
