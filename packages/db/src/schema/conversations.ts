import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * Up to which message each conversation was handled. One that never was an appeal and in which
 * nothing happened for a long time is forgotten.
 */
export const conversations = pgTable("conversations", {
  conversationId: text("conversation_id").primaryKey(),
  subreddit: text("subreddit").notNull(),
  redditorId: text("redditor_id"),
  username: text("username"),
  lastUpdated: timestamp("last_updated", { withTimezone: true }).notNull(),
});
