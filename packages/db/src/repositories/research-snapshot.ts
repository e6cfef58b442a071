import type pg from "pg";
import type { Database } from "../open-database.ts";

/** One connection that sees the database as it was at one moment, however long it is read. */
export interface ResearchSnapshot {
  readonly client: pg.PoolClient;
  /** By the database's clock: all ages and open cases are counted up to here. */
  readonly takenAt: Date;
}

/**
 * Reads within one repeatable-read snapshot: numbers that are shown together belong together.
 *
 * @param shared the name of another's snapshot, to read the same over a second connection while it is open
 */
export async function inResearchSnapshot<T>(
  { pool }: Pick<Database, "pool">,
  work: (snapshot: ResearchSnapshot) => Promise<T>,
  shared?: SharedSnapshot,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    if (shared) await client.query(`set transaction snapshot ${client.escapeLiteral(shared.name)}`);
    // A cursor is planned for its first rows, which here costs the square of the rows: all are read.
    await client.query("set local cursor_tuple_fraction = 1");
    // Rows of all people are joined and sorted at once: with the usual 4 MB that happens on the disk.
    await client.query("set local work_mem = '64MB'");
    const { rows } = await client.query<{ at: Date }>("select now() as at");
    return await work({ client, takenAt: shared?.takenAt ?? rows[0]?.at ?? new Date() });
  } finally {
    // Read only: there is nothing to keep, whether it came to its end or not.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}

/** A snapshot that a second connection can read, while the first one keeps it open. */
export interface SharedSnapshot {
  readonly name: string;
  readonly takenAt: Date;
}

export async function shareSnapshot({
  client,
  takenAt,
}: ResearchSnapshot): Promise<SharedSnapshot> {
  const { rows } = await client.query<{ name: string }>("select pg_export_snapshot() as name");
  return { name: rows[0]?.name ?? "", takenAt };
}

const rowsAtOnce = 500;

/**
 * The rows of a query by way of a cursor: a few hundred at a time, however many there are. One cursor
 * at a time can be open in a snapshot.
 */
export async function* cursorBatches<Row extends object>(
  { client }: ResearchSnapshot,
  query: string,
  values: readonly unknown[] = [],
): AsyncGenerator<readonly Row[], void, undefined> {
  await client.query(`declare research_rows no scroll cursor for ${query}`, [...values]);
  try {
    while (true) {
      const { rows } = await client.query<Row>(`fetch ${rowsAtOnce} from research_rows`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.query("close research_rows").catch(() => {});
  }
}
