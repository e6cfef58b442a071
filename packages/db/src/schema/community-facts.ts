import type { SubredditModerator, SubredditRule } from "@appealmod/core";
import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** A community's public face, as last fetched from Reddit. */
export const communityFacts = pgTable("community_facts", {
  subredditKey: text("subreddit_key").primaryKey(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  subscribers: integer("subscribers").notNull(),
  rules: jsonb("rules").$type<readonly SubredditRule[]>().notNull(),
  moderators: jsonb("moderators").$type<readonly SubredditModerator[]>().notNull(),
  asOf: timestamp("as_of", { withTimezone: true }).notNull(),
});
