import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** How far each of the bot's accounts has seen the modmail listing. */
export const listingCursors = pgTable("listing_cursors", {
  accountKey: text("account_key").primaryKey(),
  seenUntil: timestamp("seen_until", { withTimezone: true }).notNull(),
  longestPage: integer("longest_page").notNull().default(0),
  /** When the last complete pass over the listing began. */
  observedAt: timestamp("observed_at", { withTimezone: true }),
});
