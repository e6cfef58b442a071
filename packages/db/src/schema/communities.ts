import type { NameKey } from "@appealmod/core";
import { bigint, boolean, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { communityRevisions } from "./community-revisions.ts";

/** A community that is served, or of which anything is set or known. */
export const communities = pgTable(
  "communities",
  {
    key: text("key").$type<NameKey>().primaryKey(),
    /** The name in the case in which it was first given. */
    name: text("name").notNull(),
    /** What it sets of its own, as it is in force; null where it never set anything. */
    revisionId: bigint("revision_id", { mode: "number" }).references(() => communityRevisions.id),
    isServed: boolean("is_served").notNull().default(false),
    /** The bot's account that serves it, in lower case; null for the first one of the settings. */
    account: text("account").$type<NameKey>(),
    /** What keeps the bot from serving it, for people to read; null while all is well. */
    trouble: text("trouble"),
    /** When a moderator last asked on the site for the bot to come; null once it is there. */
    joinAskedAt: timestamp("join_asked_at", { withTimezone: true }),
    /** Since when its moderators have the bot do nothing there; null while it works. */
    pausedAt: timestamp("paused_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("communities_served").on(table.isServed)],
);
