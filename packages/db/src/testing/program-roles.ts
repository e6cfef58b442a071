import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

const script = join(import.meta.dirname, "../../../../docker/postgres/roles.sql");

/** Runs the operator's script; afterwards the address of the same database for each role. */
export async function makeProgramRoles(
  superuser: pg.Pool,
  url: string,
): Promise<Readonly<Record<"migrator" | "bot" | "site", string>>> {
  // Roles belong to the whole server, and test files run at once.
  await superuser.query(`select pg_advisory_xact_lock(7160303); ${await readFile(script, "utf8")};
    alter role appealmod_migrator password 'secret'; alter role appealmod_bot password 'secret';
    alter role appealmod_site password 'secret'`);
  const as = (role: string) => {
    const own = new URL(url);
    own.username = `appealmod_${role}`;
    own.password = "secret";
    return own.href;
  };
  return { migrator: as("migrator"), bot: as("bot"), site: as("site") };
}
