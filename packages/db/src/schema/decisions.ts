import type { Decision, ReasonCode } from "@appealmod/core";
import {
  bigserial,
  boolean,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * Every decision that was taken, in order. Rows are never changed; those about conversations that
 * never were an appeal are forgotten after a long time.
 */
export const decisions = pgTable(
  "decisions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    conversationId: text("conversation_id").notNull(),
    subreddit: text("subreddit").notNull(),
    username: text("username"),
    appealId: uuid("appeal_id"),
    reason: text("reason").$type<ReasonCode>().notNull(),
    actions: jsonb("actions").$type<Decision["actions"]>().notNull(),
    isDryRun: boolean("is_dry_run").notNull(),
    decidedAt: timestamp("decided_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("decisions_of_conversation").on(table.conversationId, table.id),
    index("decisions_of_appeal").on(table.appealId, table.id),
  ],
);
