import { parseStored, UnreadableRowError } from "@appealmod/core";
import { type GetColumnData, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, customType } from "drizzle-orm/pg-core";
import type { z } from "zod";

/**
 * A column of JSON that is parsed whenever it is read. Reading what does not fit throws an
 * `UnreadableRowError` that names table and column. A query of many rows would fail by one of
 * them: it selects `unparsed` and parses each row with `parsedColumn`, which names its key.
 */
export function parsedJson<T>(table: string, column: string, schema: z.ZodType<T>) {
  return customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => parseStored(schema, value, { table, column, key: null }),
  })(column);
}

/** A column of text that is parsed whenever it is read, as JSON is by `parsedJson`. */
export function parsedText<T extends string>(table: string, column: string, schema: z.ZodType<T>) {
  return customType<{ data: T; driverData: string }>({
    dataType: () => "text",
    fromDriver: (value) => parseStored(schema, value, { table, column, key: null }),
  })(column);
}

/** What a column holds, as Postgres gives it: for queries that parse row by row. */
export function unparsed(column: AnyPgColumn): SQL<unknown> {
  return sql<unknown>`${column}`;
}

/**
 * Parses what a query selected with `unparsed`, and names the row if it cannot be read.
 *
 * @throws UnreadableRowError that names the key
 */
export function parsedColumn<Column extends AnyPgColumn>(
  column: Column,
  value: unknown,
  key: string,
): GetColumnData<Column> {
  try {
    return (value === null ? null : column.mapFromDriverValue(value)) as GetColumnData<Column>;
  } catch (error) {
    throw error instanceof UnreadableRowError ? error.of(key) : error;
  }
}
