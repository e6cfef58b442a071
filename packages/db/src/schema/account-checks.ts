import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** When Reddit was last asked whether an account is still there. */
export const accountChecks = pgTable(
  "account_checks",
  {
    /** Reddit's account id, `t2_…`. */
    redditorId: text("redditor_id").primaryKey(),
    checkedAt: timestamp("checked_at", { withTimezone: true }).notNull(),
    /** Since when it was missing at each look; null for one that was there at the last. */
    missingSince: timestamp("missing_since", { withTimezone: true }),
  },
  (table) => [index("account_checks_by_time").on(table.checkedAt)],
);
