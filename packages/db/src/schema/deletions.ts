import { check, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { z } from "zod";
import { isOneOf } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/** `account-deleted`: at Reddit. `asked`: by the redditor. `retention`: kept long enough. */
export const deletionReasons = ["account-deleted", "asked", "retention"] as const;

/** By what copies outside of Postgres are found; forgotten once they are gone. */
export const personalKeysSchema = z.object({
  redditorIds: z.array(z.string()),
  usernames: z.array(z.string()),
  conversationIds: z.array(z.string()),
});

export type PersonalKeys = z.infer<typeof personalKeysSchema>;

/** What was deleted about people: a receipt without a name, by which a restored backup is purged anew. */
export const deletions = pgTable(
  "deletions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    reason: text("reason", { enum: deletionReasons }).notNull(),
    /** Keyed hash of the account's id, or of the name where no id is known; null for retention. */
    tombstone: text("tombstone"),
    deletedAt: timestamp("deleted_at", { withTimezone: true }).notNull(),
    /** How many rows of each table, documents of each collection and places in log files. */
    counts: parsedJson("deletions", "counts", z.record(z.string(), z.number())).notNull(),
    /** Null once the copies are gone as well. */
    copies: jsonb("copies").$type<PersonalKeys>(),
    completedAt: timestamp("completed_at", { withTimezone: true }),
  },
  (table) => [
    index("deletions_by_tombstone").on(table.tombstone),
    check("deletions_reason_known", isOneOf(table.reason, deletionReasons)),
  ],
);
