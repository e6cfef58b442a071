import { type NameKey, watchScopes } from "@appealmod/core";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";
import { isOneOf } from "./constraints.ts";

/** What moderators want to be told of by their community's webhooks. */
export const moderatorWatches = pgTable(
  "moderator_watches",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    redditorId: text("redditor_id").notNull(),
    username: text("username").notNull(),
    scope: text("scope", { enum: watchScopes }).notNull(),
    /** The one appeal that is watched; null for the community's. */
    appealId: uuid("appeal_id").references(() => appeals.id),
    since: timestamp("since", { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex("moderator_watches_of_community")
      .on(table.subredditKey, table.redditorId)
      .where(sql`appeal_id is null`),
    uniqueIndex("moderator_watches_of_appeal")
      .on(table.appealId, table.redditorId)
      .where(sql`appeal_id is not null`),
    index("moderator_watches_by_redditor").on(table.redditorId),
    check("moderator_watches_scope_known", isOneOf(table.scope, watchScopes)),
  ],
);
