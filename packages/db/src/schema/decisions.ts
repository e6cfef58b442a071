import { type Decision, decidedActionsSchema, reasonCodeSchema } from "@appealmod/core";
import {
  bigserial,
  boolean,
  check,
  index,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { isArray } from "./constraints.ts";
import { parsedJson, parsedText } from "./parsed-json.ts";

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
    reason: parsedText("decisions", "reason", reasonCodeSchema).notNull(),
    actions: parsedJson<Decision["actions"]>(
      "decisions",
      "actions",
      decidedActionsSchema,
    ).notNull(),
    isDryRun: boolean("is_dry_run").notNull(),
    decidedAt: timestamp("decided_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("decisions_of_conversation").on(table.conversationId, table.id),
    check("decisions_actions_array", isArray(table.actions)),
    index("decisions_of_appeal").on(table.appealId, table.id),
  ],
);
