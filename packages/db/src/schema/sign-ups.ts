import type { NameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
import { integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

/** Moderators who asked to take part. Table and column names are what research queries use. */
export const signUps = pgTable(
  "main_sign_up_data",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    redditUsername: text("reddit_username").notNull(),
    subredditUrl: text("subreddit_url").notNull(),
    /** Ours: the community's name in lower case, to tell one sign-up from its repetition. */
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** When an operator noted that its sender was answered; null while it waits. */
    answeredAt: timestamp("answered_at", { withTimezone: true }),
    /** The operator who did; null where it was noted at the command line. */
    answeredBy: text("answered_by"),
  },
  (table) => [
    uniqueIndex("main_sign_up_data_once").on(
      sql`lower(${table.redditUsername})`,
      table.subredditKey,
    ),
  ],
);
