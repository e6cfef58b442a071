import { actionScopes, type RedditAction, redditActionSchema } from "@appealmod/core";
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";
import { isObject, isOneOf } from "./constraints.ts";
import { parsedJson } from "./parsed-json.ts";

/**
 * `claimed`: begun, and nobody knows yet whether it happened. `settled`: it happened. `released`: it
 * did not, and may be tried again. `given-up`: it is not tried any more.
 */
export const actionStatuses = ["claimed", "settled", "released", "given-up"] as const;

/** Effects on Reddit: claimed before they are tried, settled once they are known to have happened. */
export const actions = pgTable(
  "actions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    scope: text("scope", { enum: actionScopes }).notNull(),
    /** Id of the appeal or of the conversation, as the scope says. */
    scopeId: text("scope_id").notNull(),
    key: text("key").notNull(),
    appealId: uuid("appeal_id").references(() => appeals.id),
    conversationId: text("conversation_id").notNull(),
    action: parsedJson<RedditAction>("actions", "action", redditActionSchema).notNull(),
    status: text("status", { enum: actionStatuses }).notNull().default("claimed"),
    afterMessageId: text("after_message_id"),
    /** Fingerprint of a message's words; null for what has none. */
    bodyHash: text("body_hash"),
    /** How often it was refused, or perhaps carried out and not recognised. */
    vainTries: integer("vain_tries").notNull().default(0),
    messageId: text("message_id"),
    claimedAt: timestamp("claimed_at", { withTimezone: true }).notNull(),
    /** When it was last claimed of the times that nobody saw it happen: it may be carried out late. */
    notSeenSince: timestamp("not_seen_since", { withTimezone: true }),
    /** When it was settled or given up. */
    settledAt: timestamp("settled_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("actions_once").on(table.scope, table.scopeId, table.key),
    index("actions_open").on(table.conversationId).where(sql`status = 'claimed'`),
    index("actions_not_seen").on(table.conversationId).where(sql`not_seen_since is not null`),
    check("actions_scope_known", isOneOf(table.scope, actionScopes)),
    check("actions_status_known", isOneOf(table.status, actionStatuses)),
    check("actions_action_object", isObject(table.action)),
    index("actions_open_since").on(table.claimedAt).where(sql`status = 'claimed'`),
  ],
);
