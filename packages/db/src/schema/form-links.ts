import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** Which appeal a form link belongs to. The link's token itself is not stored. */
export const formLinks = pgTable(
  "form_links",
  {
    /** SHA-256 of the token, hexadecimal. */
    tokenHash: text("token_hash").primaryKey(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    /** When another link took its place: it opens nothing any more. */
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("form_links_of_appeal").on(table.appealId)],
);
