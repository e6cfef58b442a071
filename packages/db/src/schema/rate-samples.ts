import { integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** How few requests Reddit had left for an account, by span of time; kept for a day. */
export const rateSamples = pgTable(
  "rate_samples",
  {
    /** The account's name in lower case; empty where only Reddit knows it. */
    accountKey: text("account_key").notNull(),
    /** When the span begins. */
    at: timestamp("at", { withTimezone: true }).notNull(),
    leastRemaining: integer("least_remaining").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountKey, table.at] })],
);
