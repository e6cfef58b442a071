import { join } from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import { ormOn } from "./open-database.ts";

/** Any number that nothing else in this database locks. */
const migrationLock = 7_160_301;

/**
 * Brings the tables up to date. Several processes may start at once: one migrates, the
 * others wait for it and find nothing left to do.
 */
export async function migrateDatabase(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    try {
      await migrate(ormOn(client), {
        migrationsFolder: join(import.meta.dirname, "..", "migrations"),
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
