import { z } from "zod";

/** One table of a backup; its rows are in the file of its name, as COPY writes them, compressed. */
export const backedUpTableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  /** Of the rows as COPY writes them. */
  sha256: z.string(),
});

export type BackedUpTable = z.infer<typeof backedUpTableSchema>;

export function tableFile({ schema, name }: Pick<BackedUpTable, "schema" | "name">): string {
  return `${schema}.${name}.copy.gz`;
}

export function qualified({ schema, name }: Pick<BackedUpTable, "schema" | "name">): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What is kept; the libraries make tables of their own for which migrations ran. */
export const keptTables = `
  select n.nspname as schema, c.relname as name, c.oid,
    array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')
    and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')
  group by n.nspname, c.relname, c.oid order by n.nspname, c.relname`;
