import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** When each moderator last had an appeal's page open, so that others see who looks at it. */
export const appealViews = pgTable(
  "appeal_views",
  {
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    redditorId: text("redditor_id").notNull(),
    username: text("username").notNull(),
    viewedAt: timestamp("viewed_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appealId, table.redditorId] }),
    index("appeal_views_by_time").on(table.viewedAt),
  ],
);
