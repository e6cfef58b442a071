import { z } from "zod";

/** What an experiment can be planned to compare. */
export const plannedOutcomes = ["granted", "decided", "reached"] as const;

const words = z.string().trim().min(1).max(2_000);

/** What researchers say they will do, before they know what comes of it. */
export const researchPlanSchema = z.strictObject({
  primaryOutcome: z.enum(plannedOutcomes),
  secondaryOutcomes: z.array(z.enum(plannedOutcomes)).max(plannedOutcomes.length),
  /** The test of the primary outcome, in words. */
  test: words,
  /** The share of false alarms that is accepted, two-sided. */
  alpha: z.number().gt(0).lt(0.5),
  /** How many people are to be drawn in all. */
  size: z.int().min(2).max(10_000_000),
  /** When the experiment ends, in words. */
  stopRule: words,
  /** How often the results are to be looked at, the last time included. */
  looks: z.int().min(1).max(10),
  /** Which arm is which stays hidden from researchers until one of them unlocks it. */
  isBlinded: z.literal(true).optional(),
});

export type ResearchPlan = z.infer<typeof researchPlanSchema>;
