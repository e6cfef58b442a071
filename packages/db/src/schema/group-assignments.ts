import type { Group } from "@appealmod/core";
import { doublePrecision, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** The arm that a redditor was drawn into in a community, once and for good. */
export const groupAssignments = pgTable(
  "group_assignments",
  {
    subredditKey: text("subreddit_key").notNull(),
    usernameKey: text("username_key").notNull(),
    group: text("group").$type<Group>().notNull(),
    /** The share in force when it was drawn. */
    treatmentFraction: doublePrecision("treatment_fraction").notNull(),
    drawnAt: timestamp("drawn_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.subredditKey, table.usernameKey] })],
);
