import { decisionDraftSchema } from "@appealmod/core";
import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";
import { parsedJson } from "./parsed-json.ts";

/** What a moderator wrote into the form of a decision and has not sent: their own, until it is sent. */
export const decisionDrafts = pgTable(
  "decision_drafts",
  {
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    redditorId: text("redditor_id").notNull(),
    /** The version of the appeal that their page showed. */
    seenVersion: integer("seen_version").notNull(),
    words: parsedJson("decision_drafts", "words", decisionDraftSchema).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appealId, table.redditorId] }),
    index("decision_drafts_by_time").on(table.updatedAt),
  ],
);
