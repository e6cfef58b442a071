import { index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** People who signed in on the site, one row for each browser. */
export const siteSessions = pgTable(
  "site_sessions",
  {
    /** SHA-256 of the cookie's value, in hex: whoever reads the table can enter with none of them. */
    tokenHash: text("token_hash").primaryKey(),
    /** Reddit's account id, `t2_…`. */
    redditorId: text("redditor_id").notNull(),
    /** The name at sign-in. */
    username: text("username").notNull(),
    /** What the browser said of itself, for its owner to tell one session from another. */
    userAgent: text("user_agent").notNull(),
    signedInAt: timestamp("signed_in_at", { withTimezone: true }).notNull(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("site_sessions_of_redditor").on(table.redditorId),
    index("site_sessions_expiring").on(table.expiresAt),
  ],
);
