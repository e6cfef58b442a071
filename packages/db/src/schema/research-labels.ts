import { boolean, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals.ts";

/** What coders said of appeals, imported by researchers: nothing here labels anything by itself. */
export const researchLabels = pgTable(
  "research_labels",
  {
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id, { onDelete: "cascade" }),
    coder: text("coder").notNull(),
    isToxic: boolean("is_toxic").notNull(),
    importedAt: timestamp("imported_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.appealId, table.coder] })],
);
