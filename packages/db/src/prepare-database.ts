import type pg from "pg";
import { checkServer } from "./check-server.ts";
import { DatabaseSetupError } from "./database-setup-error.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { missingRights } from "./missing-rights.ts";
import { requireConnections } from "./require-connections.ts";
import { awaitMigrations, programOfRole } from "./roles/await-migrations.ts";
import { grantRights } from "./roles/grant-rights.ts";
import { isSharedByTransactions } from "./shared-connections.ts";

/**
 * Brings the tables up to date at the start of a program, once it is known that the server is
 * one that they can be kept in and worked with. A program with a role of its own, which may make no
 * tables, waits for whoever does.
 *
 * @param pool of at least two connections
 * @param migrateQueue brings what others keep in the same database up to date
 * @param connections that the program cannot do without
 * @throws DatabaseSetupError that says what has to be changed, and how
 * @throws DatabaseUnreachableError when there is no way to the server
 */
export async function prepareDatabase(
  pool: pg.Pool,
  migrateQueue: (pool: pg.Pool) => Promise<void>,
  connections = 2,
): Promise<void> {
  // First of all: locks and settings mean nothing where each statement meets another connection.
  if (await isSharedByTransactions(pool)) throw new DatabaseSetupError(aboutPooler);
  await requireConnections(pool, connections);
  await checkServer(pool);
  const program = await programOfRole(pool);
  if (program !== null) return awaitMigrations(pool, program, migrateQueue);
  const lacking = await missingRights(pool);
  if (lacking !== null) throw new DatabaseSetupError(lacking);
  try {
    await migrateDatabase(pool);
    await migrateQueue(pool);
    await grantRights(pool);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === null) throw error;
    throw new DatabaseSetupError(
      `The tables could not be brought up to date: ${refusal.message}. Grant the role of database_url that right, or make it the owner of the database and all that is in it.`,
      { cause: error },
    );
  }
}

const aboutPooler =
  'The setting database_url leads to a pooler (PgBouncer or its like) that gives each transaction another connection, and the queue\'s locks and notices need one that stays. Name the server itself, often on port 5432 (at Neon the host without "-pooler"), or let the pooler keep connections for the session (pool_mode = session).';

/** A right that we do not ask for in advance, such as that to use a language or a tablespace. */
function refusalIn(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return "code" in error && error.code === "42501" ? error : refusalIn(error.cause);
}
