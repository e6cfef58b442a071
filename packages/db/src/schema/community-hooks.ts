import { hookKinds, type NameKey } from "@appealmod/core";
import { check, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { isOneOf } from "./constraints.ts";

/** Webhooks of communities' own channels. An address is a secret: only the bot can open it. */
export const communityHooks = pgTable(
  "community_hooks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    subredditKey: text("subreddit_key").$type<NameKey>().notNull(),
    kind: text("kind", { enum: hookKinds }).notNull(),
    /** Sealed for the bot's key. */
    sealedAddress: text("sealed_address").notNull(),
    addedBy: text("added_by").notNull(),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
    /** Why it took no message the last time, for people to read; null while it does. */
    trouble: text("trouble"),
  },
  (table) => [
    index("community_hooks_of_community").on(table.subredditKey),
    check("community_hooks_kind_known", isOneOf(table.kind, hookKinds)),
  ],
);
