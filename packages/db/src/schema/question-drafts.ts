import { type NameKey, questionSetSchema } from "@appealmod/core";
import { check, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { isObject } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** Questions that a community's moderators work at, and that nobody is asked yet: one draft each. */
export const questionDrafts = pgTable(
  "question_drafts",
  {
    subredditKey: text("subreddit_key").$type<NameKey>().primaryKey(),
    content: parsedJson("question_drafts", "content", questionSetSchema).notNull(),
    /** Counted up by each change: who changes it must have seen the latest. */
    version: integer("version").notNull(),
    /** The revision that was in force when it was begun; 0 where nothing was set. */
    begunFrom: integer("begun_from").notNull(),
    updatedBy: text("updated_by"),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [check("question_drafts_content_object", isObject(table.content))],
);
