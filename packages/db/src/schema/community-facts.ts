import {
  type NameKey,
  type SubredditModerator,
  type SubredditRule,
  subredditModeratorSchema,
  subredditRuleSchema,
} from "@appealmod/core";
import { check, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isArray } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** A community's public description, as last fetched from Reddit. */
export const communityFacts = pgTable(
  "community_facts",
  {
    subredditKey: text("subreddit_key").$type<NameKey>().primaryKey(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    subscribers: integer("subscribers").notNull(),
    rules: parsedJson<readonly SubredditRule[]>(
      "community_facts",
      "rules",
      z.array(subredditRuleSchema),
    ).notNull(),
    moderators: parsedJson<readonly SubredditModerator[]>(
      "community_facts",
      "moderators",
      z.array(subredditModeratorSchema),
    ).notNull(),
    asOf: timestamp("as_of", { withTimezone: true }).notNull(),
  },
  (table) => [
    check("community_facts_rules_array", isArray(table.rules)),
    check("community_facts_moderators_array", isArray(table.moderators)),
  ],
);
