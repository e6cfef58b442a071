import { setTimeout as wait } from "node:timers/promises";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import { DatabaseSetupError } from "./database-setup-error.ts";
import { migrationsFolder } from "./known-migrations.ts";
import { ormOn } from "./open-database.ts";

/** Any number that nothing else in this database locks. */
const migrationLock = 7_160_301;

/**
 * Brings the tables up to date. Several processes may start at once: one migrates, the
 * others wait for it and find nothing left to do.
 *
 * @throws DatabaseSetupError when another session keeps at it for longer than the timeout
 */
export async function migrateDatabase(pool: pg.Pool, timeoutMs = 60_000): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await lock(client, Date.now() + timeoutMs);
    try {
      await migrate(ormOn(client), {
        migrationsFolder,
      });
    } finally {
      await client
        .query("select pg_advisory_unlock($1)", [migrationLock])
        .catch((failure: Error) => {
          broken = failure;
        });
    }
  } finally {
    client.release(broken);
  }
}

/** Asks again and again: a statement that waits would fall to a statement_timeout of the role. */
async function lock(client: pg.PoolClient, deadline: number): Promise<void> {
  while (true) {
    const { rows } = await client.query<{ isOurs: boolean }>(
      'select pg_try_advisory_lock($1) as "isOurs"',
      [migrationLock],
    );
    if (rows[0]?.isOurs) return;
    if (Date.now() > deadline) throw new DatabaseSetupError(await aboutHolder(client));
    await wait(50);
  }
}

async function aboutHolder(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = $1",
    [migrationLock],
  );
  const pid = rows[0]?.pid ?? 0;
  return `Session ${pid} of the Postgres server has been bringing the tables up to date for too long. Wait for it; if nothing is at work there (it may be a pooler's), end it:\n  SELECT pg_terminate_backend(${pid});`;
}
