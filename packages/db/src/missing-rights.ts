import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import * as schema from "./schema/index.ts";

interface Rights {
  readonly role: string;
  readonly database: string;
  readonly maySetUpSchemas: boolean;
  readonly hasPublic: boolean;
  readonly mayUsePublic: boolean;
  /** Where a table without a schema's name would go. */
  readonly firstSchema: string | null;
  /** Roles that own some of our tables and that this role is no member of. */
  readonly owners: readonly { readonly name: string; readonly isSuperuser: boolean }[];
}

const ownTables = Object.values(schema).flatMap((each) =>
  is(each, PgTable) ? [getTableName(each)] : [],
);

/**
 * What the role cannot do that migrations or the work itself need, with the statements that let
 * it; null when nothing is missing.
 */
export async function missingRights(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<Rights>(question, [ownTables]);
  return rows[0] ? lacking(rows[0]) : null;
}

function lacking(rights: Rights): string | null {
  const role = pg.escapeIdentifier(rights.role);
  const database = pg.escapeIdentifier(rights.database);
  if (!rights.hasPublic)
    return told(
      `The database ${database} has no schema public, where the tables are kept. Let its owner run, in that database:`,
      [`CREATE SCHEMA public AUTHORIZATION ${role};`],
    );
  const grants = [
    ...(rights.maySetUpSchemas ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${role};`]),
    ...(rights.mayUsePublic ? [] : [`GRANT USAGE, CREATE ON SCHEMA public TO ${role};`]),
  ];
  if (grants.length > 0)
    return told(
      `The role ${role} (setting database_url) may not make its tables in the database ${database}. Make it the owner (ALTER DATABASE ${database} OWNER TO ${role};), or let a superuser or the owner run, in that database:`,
      grants,
    );
  if (rights.firstSchema !== "public")
    return told(
      `The tables are kept in the schema public, and the search_path of the role ${role} puts ${rights.firstSchema ?? "another"} before it. Run, in that database:`,
      [`ALTER ROLE ${role} IN DATABASE ${database} SET search_path = public;`],
    );
  return rights.owners.length > 0 ? aboutOwners(rights, role) : null;
}

/** Whoever is no member of a table's owner can alter none, and sees no job in the queue. */
function aboutOwners({ owners }: Rights, role: string): string {
  const names = owners.map(({ name }) => pg.escapeIdentifier(name));
  const beginning = `Tables of the bot in this database belong to ${names.join(" and ")}, and the role ${role} (setting database_url) is no member of that role. Connect as the owner`;
  // To be a member of a superuser would be far too much.
  if (owners.some(({ isSuperuser }) => isSuperuser))
    return `${beginning}, or give the tables to ${role}: restore a dump as that role (pg_restore --no-owner), or ALTER TABLE … OWNER TO ${role}; for each.`;
  return told(
    `${beginning}, or run:`,
    names.map((name) => `GRANT ${name} TO ${role};`),
  );
}

function told(sentence: string, statements: readonly string[]): string {
  return [sentence, ...statements.map((statement) => `  ${statement}`)].join("\n");
}

const question = `
  select current_user::text as role, current_database()::text as database,
    has_database_privilege(current_database(), 'CREATE') as "maySetUpSchemas",
    to_regnamespace('public') is not null as "hasPublic",
    case when to_regnamespace('public') is null then false
      else has_schema_privilege('public', 'USAGE') and has_schema_privilege('public', 'CREATE')
    end as "mayUsePublic",
    current_schema()::text as "firstSchema",
    (
      select coalesce(json_agg(json_build_object('name', rolname, 'isSuperuser', rolsuper)), '[]')
      from pg_roles
      where not pg_has_role(pg_roles.oid, 'USAGE') and oid in (
        select relowner from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where relkind in ('r', 'p', 'S', 'v') and (
          nspname in ('drizzle', 'graphile_worker')
          or (nspname = 'public' and relname = any($1::text[]))
        )
      )
    ) as owners`;
