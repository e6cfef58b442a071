import { index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** The conversations in which an appeal is talked about, its first one included. */
export const appealConversations = pgTable(
  "appeal_conversations",
  {
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    conversationId: text("conversation_id").notNull(),
    linkedAt: timestamp("linked_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appealId, table.conversationId] }),
    index("appeal_conversations_by_conversation").on(table.conversationId),
  ],
);
