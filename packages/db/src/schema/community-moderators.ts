import type { NameKey } from "@appealmod/core";
import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Who moderates a community and with which of Reddit's permissions, by Reddit's own list. A row
 * counts for an hour; then Reddit is asked again.
 */
export const communityModerators = pgTable(
  "community_moderators",
  {
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** Its name as Reddit writes it; null where only the key was known. */
    subreddit: text("subreddit"),
    /** Reddit's account id, `t2_…`. */
    redditorId: text("redditor_id").notNull(),
    username: text("username").notNull(),
    /** As Reddit names them: `all`, `access`, `mail`, `config`, …. */
    permissions: text("permissions").array().notNull(),
    asOf: timestamp("as_of", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subredditKey, table.redditorId] }),
    index("community_moderators_of_redditor").on(table.redditorId),
  ],
);
