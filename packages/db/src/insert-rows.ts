import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Orm } from "./open-database.ts";

/**
 * Inserts any number of rows with one statement and one parameter. The query builder makes a
 * placeholder of every value, which takes it longer than Postgres needs for the rows.
 *
 * @param rows a column is left to its default where no row has it, and is null where others have it
 */
export async function insertRows<T extends PgTable>(
  orm: Orm,
  table: T,
  rows: readonly T["$inferInsert"][],
  onConflict: "fail" | "skip" = "fail",
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table)).filter(([name]) =>
    rows.some((row) => fieldOf(row, name) !== undefined),
  );
  const values = rows.map((row) =>
    columns.map(([name, column]) => {
      const value = fieldOf(row, name) ?? null;
      const written: unknown = value === null ? null : column.mapToDriverValue(value);
      return typeof written === "string" ? written.toWellFormed() : written;
    }),
  );
  const names = columns.map(([, column]) => sql.identifier(column.name));
  // Each value as text, read as the column's own type: JSON stays the text that it is.
  const read = columns.map(([, column], index) =>
    sql.raw(`(value ->> ${index})::${column.getSQLType()}`),
  );
  const list = (parts: readonly SQL[] | typeof names) => sql.join([...parts], sql`, `);
  await orm.execute(sql`
    insert into ${sql.identifier(getTableName(table))} (${list(names)})
    select ${list(read)} from json_array_elements(${JSON.stringify(values)}::json) as value
    ${onConflict === "skip" ? sql`on conflict do nothing` : sql``}`);
}

function fieldOf(row: object, name: string): unknown {
  return name in row ? row[name as keyof typeof row] : undefined;
}
