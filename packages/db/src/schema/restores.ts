import { pgTable, timestamp } from "drizzle-orm/pg-core";

/** Backups that were brought back: what was done between the two moments is in no row of ours. */
export const restores = pgTable("restores", {
  restoredAt: timestamp("restored_at", { withTimezone: true }).primaryKey(),
  backedUpAt: timestamp("backed_up_at", { withTimezone: true }).notNull(),
});
