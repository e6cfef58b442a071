import { bigint, boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { researchPlans } from "./research-plans.ts";

/** Plans under which researchers see two arms without their names, until one of them unlocks those. */
export const researchBlindings = pgTable("research_blindings", {
  planId: bigint("plan_id", { mode: "number" })
    .primaryKey()
    .references(() => researchPlans.id),
  /** Drawn by lot, and the same for all plans: whether treatment is shown as A. */
  treatmentIsA: boolean("treatment_is_a").notNull(),
  /** Null as long as the names are hidden. */
  unlockedAt: timestamp("unlocked_at", { withTimezone: true }),
  unlockedBy: text("unlocked_by"),
  /** How many people of the plan's community had been drawn by then. */
  drawn: integer("drawn"),
});
