import { unsavedPostSchema } from "@appealmod/core";
import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { parsedJson } from "./parsed-json.ts";

/**
 * What a moderator wrote into a page of the rooms and could not be saved, with what was wrong: it
 * is given back on that page, to nobody else, for a day.
 */
export const unsavedPosts = pgTable(
  "unsaved_posts",
  {
    /** Reddit's account id, `t2_…`. */
    redditorId: text("redditor_id").notNull(),
    /** The path of the page. */
    page: text("page").notNull(),
    content: parsedJson("unsaved_posts", "content", unsavedPostSchema).notNull(),
    at: timestamp("at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.redditorId, table.page] }),
    index("unsaved_posts_by_age").on(table.at),
  ],
);
