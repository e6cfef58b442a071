import { z } from "zod";

const cell = z.union([z.int().min(0), z.enum(["<5", "hidden"])]);
const table = z.object({ total: cell, parts: z.record(z.string(), cell) });

/** A closed month of a community, as it is published: small numbers are hidden in it already. */
export const transparencyReportSchema = z.object({
  bans: table,
  bansLifted: cell,
  appealsReceived: cell,
  appealsEnded: table,
  /** Whole hours; `null` where fewer than five appeals were decided. */
  medianHoursToDecision: z.number().nullable(),
  /** One decision can be of several categories: they have no total. */
  decisionsByCategory: z.record(z.string(), cell),
});

export type TransparencyReport = z.infer<typeof transparencyReportSchema>;
