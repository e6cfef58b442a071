import { check, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { isOneOf } from "./constraints.ts";

/** `kept`: it became a row here. `merged`: another row of the earlier system says the same, or more. */
export const importedAs = ["kept", "merged"] as const;

/**
 * Rows of the earlier system that were brought over, by their place there, so that none is brought
 * over twice. Names nobody: whoever is purged afterwards stays away.
 */
export const importedRows = pgTable(
  "imported_rows",
  {
    /** The collection or table. */
    source: text("source").notNull(),
    /** Its `_id` or `id` there. */
    rowKey: text("row_key").notNull(),
    became: text("became", { enum: importedAs }).notNull(),
    reason: text("reason").notNull(),
    /** The appeal that it became or is part of; null where it is of none. It may be deleted by now. */
    appealId: uuid("appeal_id"),
    importedAt: timestamp("imported_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.rowKey] }),
    check("imported_rows_became_known", isOneOf(table.became, importedAs)),
  ],
);
