import type { LogTrouble } from "@appealmod/core";
import { jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How far each account's moderation log was followed. */
export const moderationLogPositions = pgTable("moderation_log_positions", {
  accountKey: text("account_key").primaryKey(),
  /** Newest first. */
  knownIds: text("known_ids").array().notNull().default([]),
  /** Null until the first look. */
  readAt: timestamp("read_at", { withTimezone: true }),
  coversFrom: timestamp("covers_from", { withTimezone: true }),
  /** By community, in lower case: since when it was followed without a gap. */
  followedSince: jsonb("followed_since").$type<Record<string, string>>().notNull().default({}),
  troubleKind: text("trouble_kind").$type<LogTrouble["kind"]>(),
  troubleReason: text("trouble_reason"),
});
