import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

/** The rows of an installation as an earlier version left them, by table. */
export type StoredRows = Readonly<Record<string, readonly unknown[]>>;

const migrationsFolder = join(import.meta.dirname, "..", "..", "migrations");

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

/**
 * Fills an empty database as an earlier version left it: with the tables of its migrations, and with
 * its rows. The next start then migrates it as it would a real one.
 *
 * @param lastMigration tag of the newest migration that the version had
 */
export async function restoreDatabase(
  pool: pg.Pool,
  lastMigration: string,
  rows: StoredRows,
): Promise<void> {
  const journal: Journal = JSON.parse(
    await readFile(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
  );
  const last = journal.entries.findIndex(({ tag }) => tag === lastMigration);
  if (last === -1) throw new Error(`There is no migration ${lastMigration}.`);
  const client = await pool.connect();
  try {
    await client.query(`create schema drizzle;
      create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
    for (const { tag, when } of journal.entries.slice(0, last + 1)) {
      await client.query(await readFile(join(migrationsFolder, `${tag}.sql`), "utf8"));
      await client.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)",
        [tag, when],
      );
    }
    // Rows refer to each other in no order.
    await client.query("set session_replication_role = replica");
    for (const [table, stored] of Object.entries(rows))
      await client.query(
        `insert into "${table}" overriding system value
          select * from jsonb_populate_recordset(null::"${table}", $1)`,
        [JSON.stringify(stored)],
      );
    await client.query("set session_replication_role = default");
    await client.query(`do $$ declare counted record; begin
      for counted in select table_name, column_name,
          pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
        from information_schema.columns where table_schema = 'public'
          and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null
      loop
        execute format('select setval(%L, coalesce(max(%I), 0) + 1, false) from %I',
          counted.sequence, counted.column_name, counted.table_name);
      end loop;
    end $$`);
  } finally {
    client.release();
  }
}
