import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type BackedUpTable, keptTables, qualified, quoted, tableFile } from "./backed-up-table.ts";

/** Which tables the database has, by the migrations that ran. */
export interface SchemaVersion {
  /** The program's own. */
  readonly tables: number;
  /** The queue's. */
  readonly queue: number;
}

export interface CopiedOut {
  /** Everything that was committed by then is in it. */
  readonly at: Date;
  readonly version: SchemaVersion;
  readonly tables: readonly BackedUpTable[];
}

type Tables = Pick<BackedUpTable, "schema" | "name" | "columns">;

/**
 * Writes all rows as they were at one moment, while programs go on: a file for each table.
 *
 * @param dir an existing folder; `null` only counts and hashes
 */
export async function copyOut(pool: pg.Pool, dir: string | null): Promise<CopiedOut> {
  const client = await pool.connect();
  try {
    // Rows are read from a table's beginning, so that equal tables give equal files.
    await client.query(
      "begin isolation level repeatable read read only; set local synchronize_seqscans = off",
    );
    const { rows: found } = await client.query<Tables & { at: Date }>(
      `select tables.*, now() as at from (${keptTables}) as tables`,
    );
    const tables: BackedUpTable[] = [];
    for (const { schema, name, columns } of found)
      tables.push(await copyTable(client, { schema, name, columns }, dir));
    const version = await schemaVersion(client);
    return { at: found[0]?.at ?? new Date(), version, tables };
  } finally {
    // A failure may have left the connection in the middle of a copy.
    await client.query("rollback").catch(() => {});
    client.release();
  }
}

export async function schemaVersion(client: Pick<pg.Pool, "query">): Promise<SchemaVersion> {
  const { rows } = await client.query<SchemaVersion>(
    `select (select count(*)::int from drizzle.__drizzle_migrations) as tables,
      (select max(id)::int from graphile_worker.migrations) as queue`,
  );
  return rows[0] ?? { tables: 0, queue: 0 };
}

async function copyTable(
  client: pg.PoolClient,
  table: Tables,
  dir: string | null,
): Promise<BackedUpTable> {
  const columns = table.columns.map(quoted).join(", ");
  const copied = client.query(copyTo(`copy ${qualified(table)} (${columns}) to stdout`));
  const hash = createHash("sha256");
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, dir === null ? undefined : chunk);
    },
  });
  if (dir === null) await pipeline(copied, hashed.resume());
  else
    await pipeline(
      copied,
      hashed,
      createGzip(),
      createWriteStream(join(dir, tableFile(table)), { mode: 0o600, flags: "wx", flush: true }),
    );
  return { ...table, rows: copied.rowCount ?? 0, sha256: hash.digest("hex") };
}
