import { sql } from "drizzle-orm";
import { insertRows } from "../insert-rows.ts";
import type { Orm } from "../open-database.ts";
import { importedRows } from "../schema/index.ts";

/** Where a row stands in the earlier system. */
export interface SourceRow {
  /** The collection or table. */
  readonly source: string;
  /** Its `_id` or `id` there. */
  readonly key: string;
}

/** What became of a row that was brought over; why names nobody. */
export interface ImportedRow extends SourceRow {
  readonly became: (typeof importedRows.$inferSelect)["became"];
  readonly reason: string;
  readonly appealId: string | null;
}

/** Any number that nothing else in this database locks within a transaction. */
const importLock = 7_160_303;

/**
 * Keeps a second import waiting until this transaction ends, and has Postgres go by indexes in it. For
 * references to a table that is empty when it first checks one, it would otherwise go through the
 * whole table for each row, however large it has become: the time grew by the square of the rows.
 */
export async function lockImport(orm: Orm): Promise<void> {
  await orm.execute(sql`set local enable_seqscan = off`);
  await orm.execute(sql`select pg_advisory_xact_lock(${importLock})`);
}

/** Those of these rows that were brought over before. */
export async function findImportedRows(
  orm: Orm,
  rows: readonly SourceRow[],
): Promise<readonly ImportedRow[]> {
  const places = JSON.stringify(rows.map(({ source, key }) => [source, key]));
  return orm
    .select({
      source: importedRows.source,
      key: importedRows.rowKey,
      became: importedRows.became,
      reason: importedRows.reason,
      appealId: importedRows.appealId,
    })
    .from(importedRows)
    .where(
      sql`(${importedRows.source}, ${importedRows.rowKey}) in
        (select place ->> 0, place ->> 1 from json_array_elements(${places}::json) as place)`,
    );
}

export async function storeImportedRows(
  orm: Orm,
  rows: readonly ImportedRow[],
  at: Date,
): Promise<void> {
  await insertRows(
    orm,
    importedRows,
    rows.map(({ key, ...row }) => ({ ...row, rowKey: key, importedAt: at })),
    "skip",
  );
}
