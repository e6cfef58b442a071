import pg from "pg";
import { DatabaseSetupError } from "./database-setup-error.ts";

/** What is asked of a server before anything is kept in it. */
export interface ServerFacts {
  /** As Postgres counts: 160004 is 16.4. */
  readonly version: number;
  readonly versionName: string;
  /** A copy that follows another server. */
  readonly isStandby: boolean;
  readonly isReadOnly: boolean;
  readonly encoding: string;
  readonly role: string;
  readonly database: string;
}

/** `gen_random_uuid()` came with it. */
const oldest = 13;

/** @throws DatabaseSetupError when the tables cannot be kept in this server's database */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('server_version_num')::int as version,
      current_setting('server_version') as "versionName",
      pg_is_in_recovery() as "isStandby",
      current_setting('transaction_read_only') = 'on' as "isReadOnly",
      current_setting('server_encoding') as encoding,
      current_user::text as role, current_database()::text as database`,
  );
  const problem = rows[0] ? whyUnfit(rows[0]) : null;
  if (problem !== null) throw new DatabaseSetupError(problem);
}

/** @returns null for a server that will do */
export function whyUnfit(facts: ServerFacts): string | null {
  const role = pg.escapeIdentifier(facts.role);
  const database = pg.escapeIdentifier(facts.database);
  if (facts.version < oldest * 10_000)
    return `The Postgres server of database_url is version ${facts.versionName}, and ${oldest} is the oldest that will do. Upgrade it, or leave database_url out: a server of the right version comes along.`;
  if (facts.isStandby)
    return "The Postgres server of database_url is a standby, which can only be read. Name the primary server in database_url.";
  if (facts.isReadOnly)
    return `The database ${database} can only be read by the role ${role}: default_transaction_read_only is on, which some providers do when a disk is full. Free space where that is so; otherwise run:\n  ALTER ROLE ${role} IN DATABASE ${database} SET default_transaction_read_only = off;`;
  if (facts.encoding !== "UTF8")
    return `The database ${database} is kept in ${facts.encoding}, which lacks letters that people write. Make another one, and name it in database_url:\n  CREATE DATABASE appealmod OWNER ${role} ENCODING 'UTF8' TEMPLATE template0;`;
  return null;
}
