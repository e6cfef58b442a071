import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { DatabaseSetupError } from "../database-setup-error.ts";
import { knownMigrations } from "../known-migrations.ts";
import { type Program, programRoles, tableRights, verbsOf } from "./table-rights.ts";

/**
 * Whose role this is, where it is one that works with tables and may not make any.
 *
 * @returns null for the owner of the database, and wherever one role does everything
 */
export async function programOfRole(pool: pg.Pool): Promise<Program | null> {
  const { rows } = await pool.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname = any($1) and pg_has_role(oid, 'USAGE')
      and not has_database_privilege(current_database(), 'CREATE')`,
    [Object.values(programRoles)],
  );
  const of = (program: Program) => rows.some(({ rolname }) => rolname === programRoles[program]);
  return of("bot") ? "bot" : of("site") ? "site" : null;
}

/**
 * Waits until somebody else has brought the tables up to date and granted what this program needs.
 *
 * @param reachQueue rejects as long as the queue's tables are older than the program
 * @throws DatabaseSetupError when that has not happened within the timeout
 */
export async function awaitMigrations(
  pool: pg.Pool,
  program: Program,
  reachQueue: (pool: pg.Pool) => Promise<void>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (true) {
    const missing = await whatIsMissing(pool, program, reachQueue);
    if (missing === null) return;
    if (Date.now() > deadline)
      throw new DatabaseSetupError(
        `The tables are not what this version needs (${missing}), and the role ${programRoles[program]} may not change them. Run \`pnpm appealmod migrate\` with the address of the tables' owner as database_url.`,
      );
    await wait(Math.min(500, timeoutMs));
  }
}

async function whatIsMissing(
  pool: pg.Pool,
  program: Program,
  reachQueue: (pool: pg.Pool) => Promise<void>,
): Promise<string | null> {
  try {
    const { rows } = await pool.query<{ newest: string | null }>(
      "select max(created_at)::text as newest from drizzle.__drizzle_migrations",
    );
    const last = knownMigrations.at(-1);
    if (last && Number(rows[0]?.newest ?? 0) < last.when) return `${last.tag} was not applied`;
    const ungranted = await ungrantedTables(pool, program);
    if (ungranted.length > 0) return `no right to ${ungranted.join(", ")}`;
    await reachQueue(pool);
    return null;
  } catch (error) {
    if (isNotThereYet(error)) return error.message;
    throw error;
  }
}

async function ungrantedTables(pool: pg.Pool, program: Program): Promise<readonly string[]> {
  const needed = Object.keys(tableRights).flatMap((table) =>
    verbsOf(program, table).map((verb) => [table, verb]),
  );
  const { rows } = await pool.query<{ name: string }>(
    `select distinct name from unnest($1::text[], $2::text[]) as needed(name, verb)
      where to_regclass(name) is null or not has_table_privilege(to_regclass(name), verb)`,
    [needed.map(([table]) => table), needed.map(([, verb]) => verb)],
  );
  return rows.map(({ name }) => name);
}

/** No such schema or table yet, or no right to it yet. */
function isNotThereYet(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return "code" in error && ["3F000", "42P01", "42501"].includes(String(error.code));
}
