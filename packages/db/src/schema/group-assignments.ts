import { groups, type NameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
import { check, doublePrecision, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { isOneOf } from "./constraints.ts";

/** The arm that a redditor was drawn into in a community, once and for good. */
export const groupAssignments = pgTable(
  "group_assignments",
  {
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** Reddit's account id; null until Reddit told it. */
    redditorId: text("redditor_id"),
    /** The name at the draw. */
    usernameKey: text("username_key").$type<NameKey>().notNull(),
    redditorKey: text("redditor_key")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(redditor_id, 'u/' || username_key)`),
    group: text("group", { enum: groups }).notNull(),
    /** The share in force when it was drawn; null where that is not known, as of an imported one. */
    treatmentFraction: doublePrecision("treatment_fraction"),
    drawnAt: timestamp("drawn_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subredditKey, table.redditorKey] }),
    check("group_assignments_group_known", isOneOf(table.group, groups)),
  ],
);
