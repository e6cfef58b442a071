import { banSources, type NameKey, permanences } from "@appealmod/core";
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { isOneOf } from "./constraints.ts";

/** The register of bans: one row per ban, of people who never appealed as well. */
export const bans = pgTable(
  "bans",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    subreddit: text("subreddit").notNull(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    /** Reddit's account id; null until Reddit told it. */
    redditorId: text("redditor_id"),
    /** The name as last seen. */
    username: text("username").notNull(),
    usernameKey: text("username_key").$type<NameKey>().notNull(),
    /** Null for a ban that is only known to have been lifted. */
    bannedAt: timestamp("banned_at", { withTimezone: true }),
    bannedBy: text("banned_by"),
    permanence: text("permanence", { enum: permanences }).notNull(),
    endsAt: timestamp("ends_at", { withTimezone: true }),
    /** Null while it is not known. */
    note: text("note"),
    liftedAt: timestamp("lifted_at", { withTimezone: true }),
    liftedBy: text("lifted_by"),
    source: text("source", { enum: banSources }).notNull(),
    isInLog: boolean("is_in_log").notNull(),
    /** As of when this is what Reddit says, by our clock. */
    checkedAt: timestamp("checked_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("bans_of_redditor").on(table.redditorId, table.subredditKey),
    index("bans_by_name").on(table.usernameKey, table.subredditKey),
    index("bans_missing_in_log")
      .on(table.checkedAt)
      .where(sql`source = 'asked' and not is_in_log and lifted_at is null`),
    check("bans_permanence_known", isOneOf(table.permanence, permanences)),
    check("bans_source_known", isOneOf(table.source, banSources)),
  ],
);
