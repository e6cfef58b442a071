import type pg from "pg";
import { type Program, programRoles, tableRights, verbsOf } from "./table-rights.ts";

/** Any number that nothing else in this database locks. */
const grantLock = 7_160_302;

/**
 * Gives the roles of bot and site what they need of the tables as they are now, and takes what they
 * need no more; does nothing where these roles were never made. To be called by the tables' owner,
 * after each change of them.
 */
export async function grantRights(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname = any($1) and rolname <> current_user",
    [Object.values(programRoles)],
  );
  const there = new Set(rows.map(({ rolname }) => rolname));
  const programs = (["bot", "site"] as const).filter((each) => there.has(programRoles[each]));
  if (programs.length === 0) return;
  const statements = [
    // Whoever comes second waits: two that grant on one table at once would fail.
    `select pg_advisory_xact_lock(${grantLock})`,
    ...programs.flatMap(rightsOf),
  ];
  // As one string Postgres takes them as one transaction: nobody sees the rights gone in between.
  await pool.query(statements.join(";\n"));
}

function rightsOf(program: Program): readonly string[] {
  const role = programRoles[program];
  return [
    `grant usage on schema public, drizzle, graphile_worker to ${role}`,
    // How far the tables and the queue are, which each start asks.
    `grant select on drizzle.__drizzle_migrations, graphile_worker.migrations to ${role}`,
    `revoke all on all tables in schema public from ${role}`,
    ...Object.keys(tableRights).flatMap((table) => {
      const verbs = verbsOf(program, table);
      return verbs.length === 0 ? [] : [`grant ${verbs.join(", ")} on ${table} to ${role}`];
    }),
    `grant usage on all sequences in schema public to ${role}`,
    ...["_private_jobs", "_private_job_queues", "_private_tasks"].flatMap((table) => [
      `grant select, insert, update, delete on graphile_worker.${table} to ${role}`,
      // The library hides every row from whoever does not own the table.
      `do $$ begin
        if not exists (select from pg_policies where schemaname = 'graphile_worker' and tablename = '${table}' and policyname = '${role}')
        then create policy ${role} on graphile_worker.${table} to ${role} using (true) with check (true); end if;
      end $$`,
    ]),
    `grant select on graphile_worker.jobs to ${role}`,
  ];
}
