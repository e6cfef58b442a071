import type { QuestionSet } from "@appealmod/core";
import { jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Every set of questions that was ever asked, so that an answer stays under its question. */
export const questionSets = pgTable("question_sets", {
  /** Hash of the content: the same questions are stored once. */
  id: text("id").primaryKey(),
  content: jsonb("content").$type<QuestionSet>().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
