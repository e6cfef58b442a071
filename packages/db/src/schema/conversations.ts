import { storedBanSchema, storedConversationSchema } from "@appealmod/core";
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { parsedJson } from "./parsed-json.ts";

/**
 * Up to which message each conversation was handled and, of an appeal's, what was last seen of it.
 * One that never was an appeal and in which nothing happened for a long time is forgotten.
 */
export const conversations = pgTable("conversations", {
  conversationId: text("conversation_id").primaryKey(),
  subreddit: text("subreddit").notNull(),
  redditorId: text("redditor_id"),
  username: text("username"),
  lastUpdated: timestamp("last_updated", { withTimezone: true }).notNull(),
  /** Null where it was of no appeal, or was last seen before this was kept. */
  lastSeen: parsedJson("conversations", "last_seen", storedConversationSchema),
  /** The redditor's ban as it was known then. */
  lastBan: parsedJson("conversations", "last_ban", storedBanSchema),
});
