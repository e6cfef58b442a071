import { sql } from "drizzle-orm";
import { pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** What moderators asked a redditor once more, on the site; the bot asks it in the conversation. */
export const redditorQuestions = pgTable(
  "redditor_questions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    /** Plain text. */
    body: text("body").notNull(),
    askedById: text("asked_by_id").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: timestamp("asked_at", { withTimezone: true }).notNull(),
    /** When the redditor was seen to have written after it; null until then. */
    answeredAt: timestamp("answered_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("redditor_questions_one_open").on(table.appealId).where(sql`answered_at is null`),
  ],
);
