import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Database, ormOn } from "../open-database.ts";
import { storeRestore } from "../repositories/restores.ts";
import { type BackedUpTable, keptTables, qualified, quoted, tableFile } from "./backed-up-table.ts";

/** A table of a backup that cannot be brought back; the message says which, and why. */
export class BackupTableError extends Error {
  override readonly name = "BackupTableError";
}

/** Reads a table's file to its end. @throws BackupTableError where it is not what was written */
export async function checkTable(dir: string, table: BackedUpTable): Promise<void> {
  await readTable(dir, table, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/**
 * Replaces all rows by those of a backup, in one transaction: it is brought back whole or not at all.
 * What a bot that runs afterwards finds at Reddit, and the backup does not know of, it takes as done.
 *
 * @throws BackupTableError
 */
export async function copyIn(
  { pool }: Database,
  dir: string,
  {
    tables,
    backedUpAt,
    restoredAt,
  }: {
    readonly tables: readonly BackedUpTable[];
    readonly backedUpAt: Date;
    /** `null` to compare it only: then nothing says that it was brought back. */
    readonly restoredAt: Date | null;
  },
): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    await requireColumns(client, tables);
    const foreignKeys = await dropForeignKeys(client);
    const { rows: kept } = await client.query<{ schema: string; name: string }>(keptTables);
    await client.query(`truncate ${kept.map(qualified).join(", ")}`);
    for (const table of tables) {
      const columns = table.columns.map(quoted).join(", ");
      const into = client.query(copyFrom(`copy ${qualified(table)} (${columns}) from stdin`));
      await readTable(dir, table, into);
    }
    for (const statement of foreignKeys) await client.query(statement);
    await client.query(continueSequences);
    if (restoredAt !== null) await markRestored(client, { backedUpAt, restoredAt });
    await client.query("commit");
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection in the middle of a copy is of no further use, and ends its transaction.
    client.release(broken);
  }
}

async function markRestored(
  client: pg.PoolClient,
  restore: { readonly backedUpAt: Date; readonly restoredAt: Date },
): Promise<void> {
  await storeRestore(ormOn(client), restore);
  // What Slack was told since the backup is not told again.
  await client.query(`update sinks set state = null, not_before = null, wake_at = null,
      position = greatest(position, (select coalesce(max(position), 0) from events))
      where name <> 'mongo'`);
}

async function readTable(dir: string, table: BackedUpTable, into: Writable): Promise<void> {
  const hash = createHash("sha256");
  const hashed = new PassThrough();
  hashed.on("data", (chunk: Buffer) => hash.update(chunk));
  const file = tableFile(table);
  try {
    await pipeline(createReadStream(join(dir, file)), createGunzip(), hashed, into);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new BackupTableError(`${file} is missing in the backup.`);
    if (code.startsWith("Z_")) throw new BackupTableError(`${file} is cut off or was changed.`);
    throw new BackupTableError(`${file} cannot be brought back: ${message}`, { cause: error });
  }
  if (hash.digest("hex") !== table.sha256)
    throw new BackupTableError(`${file} is not what was backed up: its checksum differs.`);
}

async function requireColumns(
  client: pg.PoolClient,
  tables: readonly BackedUpTable[],
): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    keptTables,
  );
  const known = new Map(rows.map((row) => [qualified(row), new Set(row.columns)]));
  for (const table of tables) {
    const columns = known.get(qualified(table));
    const unknown = columns ? table.columns.filter((name) => !columns.has(name)) : table.columns;
    if (unknown.length > 0)
      throw new BackupTableError(
        `The table ${table.name} of the backup has columns that this program does not know: ${unknown.join(", ")}. Restore it with the program that made it, or a newer one.`,
      );
  }
}

/** Tables refer to each other in circles. @returns the statements that put them back */
async function dropForeignKeys(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ remove: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as remove,
      format('alter table %s add constraint %I %s',
        conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f'
      and connamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`);
  for (const { remove } of rows) await client.query(remove);
  return rows.map(({ add }) => add);
}

const continueSequences = `do $$ declare counted record; begin
  for counted in select table_schema, table_name, column_name,
      pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) as sequence
    from information_schema.columns where table_schema in ('public', 'graphile_worker')
      and pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) is not null
  loop
    execute format('select setval(%L, coalesce(max(%I), 0) + 1, false) from %I.%I',
      counted.sequence, counted.column_name, counted.table_schema, counted.table_name);
  end loop;
end $$`;
