import { and, eq, inArray, sql } from "drizzle-orm";
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

/** Keeps a second import waiting until this transaction ends. */
export async function lockImport(orm: Orm): Promise<void> {
  await orm.execute(sql`select pg_advisory_xact_lock(${importLock})`);
}

/** Those of these rows that were brought over before. */
export async function findImportedRows(
  orm: Orm,
  rows: readonly SourceRow[],
): Promise<readonly ImportedRow[]> {
  const found: ImportedRow[] = [];
  for (const [source, ofSource] of Map.groupBy(rows, (row) => row.source)) {
    const keys = ofSource.map(({ key }) => key);
    const stored = await orm
      .select({
        source: importedRows.source,
        key: importedRows.rowKey,
        became: importedRows.became,
        reason: importedRows.reason,
        appealId: importedRows.appealId,
      })
      .from(importedRows)
      .where(and(eq(importedRows.source, source), inArray(importedRows.rowKey, keys)));
    found.push(...stored);
  }
  return found;
}

export async function storeImportedRows(
  orm: Orm,
  rows: readonly ImportedRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await orm
    .insert(importedRows)
    .values(rows.map(({ key, ...row }) => ({ ...row, rowKey: key, importedAt: at })))
    .onConflictDoNothing();
}
