import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** That a column holds one of these words, or nothing. */
export function isOneOf(column: AnyPgColumn, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
}

/** That a column of JSON holds an object: a JSON `null` would be read as if there were nothing. */
export function isObject(column: AnyPgColumn): SQL {
  return sql`jsonb_typeof(${column}) = 'object'`;
}

export function isArray(column: AnyPgColumn): SQL {
  return sql`jsonb_typeof(${column}) = 'array'`;
}
