import type { NameKey } from "@appealmod/core";
import { bigserial, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";

/** Conversations that an account answered within seconds: who answers everybody so is no person. */
export const quickAnswers = pgTable(
  "quick_answers",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    authorKey: text("author_key").$type<NameKey>().notNull(),
    conversationId: text("conversation_id").notNull(),
  },
  (table) => [
    uniqueIndex("quick_answers_once").on(table.subredditKey, table.authorKey, table.conversationId),
  ],
);
