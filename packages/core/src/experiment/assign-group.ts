import type { Group } from "../appeal/appeal.ts";

/**
 * Turns a draw into a group. The draw comes from outside, so that an experiment can be
 * repeated and a test can choose.
 *
 * @param draw a number from 0 up to but not including 1
 * @param treatmentFraction share of redditors in treatment: 1 is everyone, 0 nobody
 */
export function assignGroup(draw: number, treatmentFraction: number): Group {
  return draw < treatmentFraction ? "treatment" : "control";
}
