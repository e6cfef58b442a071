import { index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** How often something was asked for within a fixed window of time. */
export const rateWindows = pgTable(
  "rate_windows",
  {
    /** SHA-256 of what is counted, hexadecimal: no address and no name is stored. */
    keyHash: text("key_hash").notNull(),
    windowStart: timestamp("window_start", { withTimezone: true }).notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyHash, table.windowStart] }),
    index("rate_windows_by_start").on(table.windowStart),
  ],
);
