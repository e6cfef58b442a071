import type { Stratum } from "../src/index.ts";

/** R's UCBAdmissions, department by department: men admitted of applied, and women. */
export const admissions: readonly Stratum[] = (
  [
    [512, 825, 89, 108],
    [353, 560, 17, 25],
    [120, 325, 202, 593],
    [138, 417, 131, 375],
    [53, 191, 94, 393],
    [22, 373, 24, 341],
  ] as const
).map(([men, menApplied, women, womenApplied]) => ({
  first: { events: men, n: menApplied },
  second: { events: women, n: womenApplied },
}));
