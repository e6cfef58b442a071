import { questionSetSchema } from "@appealmod/core";
import { check, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { isObject } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** Every set of questions that was ever asked, so that an answer stays under its question. */
export const questionSets = pgTable(
  "question_sets",
  {
    /** Hash of the content: the same questions are stored once. */
    id: text("id").primaryKey(),
    content: parsedJson("question_sets", "content", questionSetSchema).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("question_sets_content_object", isObject(table.content))],
);
