import { pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** The moderator who is on an appeal; it runs out, and others may take it over after asking. */
export const appealClaims = pgTable("appeal_claims", {
  appealId: uuid("appeal_id")
    .primaryKey()
    .references(() => appeals.id),
  redditorId: text("redditor_id").notNull(),
  username: text("username").notNull(),
  claimedAt: timestamp("claimed_at", { withTimezone: true }).notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
});
