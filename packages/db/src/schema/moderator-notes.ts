import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** What moderators wrote to each other about an appeal, on the site alone. */
export const moderatorNotes = pgTable(
  "moderator_notes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    authorId: text("author_id").notNull(),
    author: text("author").notNull(),
    text: text("text").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull(),
  },
  (table) => [index("moderator_notes_of_appeal").on(table.appealId, table.at)],
);
