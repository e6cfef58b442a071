import type { z } from "zod";

/** Where something of our own is stored. */
export interface StoredPlace {
  readonly table: string;
  readonly column: string;
  /** What finds the row: its primary key, as a rule; `null` where it is not known. */
  readonly key: string | null;
}

/**
 * A row that we wrote and cannot read: it was changed by hand, or by another version. It stops
 * only what needs that row. Its message says where and what is wrong, never what is written there.
 */
export class UnreadableRowError extends Error implements StoredPlace {
  override readonly name = "UnreadableRowError";
  readonly table: string;
  readonly column: string;
  readonly key: string | null;
  /** What is wrong, a line for each place. */
  readonly problems: readonly string[];

  constructor({ table, column, key }: StoredPlace, problems: readonly string[]) {
    const row = key === null ? "a row" : `the row ${key}`;
    super(
      `The column ${column} of ${row} in the table ${table} cannot be read: ${problems.join("; ")}. Correct that row in the database, or bring it back from a backup; everything else goes on.`,
    );
    this.table = table;
    this.column = column;
    this.key = key;
    this.problems = problems;
  }

  /** The same of a row whose key is known; a key that it names already stays. */
  of(key: string): UnreadableRowError {
    const { table, column, problems } = this;
    return new UnreadableRowError({ table, column, key: this.key ?? key }, problems);
  }
}

/**
 * Reads what we stored.
 *
 * @throws UnreadableRowError where it does not fit the schema
 */
export function parseStored<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: StoredPlace,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UnreadableRowError(place, result.error.issues.map(describeIssue));
}

/** In words of our own: messages of a schema may quote what is written in the row. */
function describeIssue({ path, ...issue }: z.core.$ZodIssue): string {
  const where = path.length === 0 ? "its content" : path.map(namedPart).join(".");
  switch (issue.code) {
    case "invalid_type":
      return `${where} should be of the type ${issue.expected}`;
    case "invalid_value":
      return `${where} should be one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `${where} is over ${issue.maximum}`;
    case "too_small":
      return `${where} is under ${issue.minimum}`;
    case "unrecognized_keys":
      return `${where} has keys that nobody knows`;
    case "invalid_union":
      return `${where} is of no known kind`;
    default:
      return `${where} breaks a rule (${issue.code})`;
  }
}

/** A key that looks like none of ours may be somebody's words. */
function namedPart(part: PropertyKey): string {
  const name = String(part);
  return /^[A-Za-z0-9_$-]{1,40}$/.test(name) ? name : "…";
}
