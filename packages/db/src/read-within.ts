import type pg from "pg";
import { inTransaction } from "./in-transaction.ts";
import type { Database, Orm } from "./open-database.ts";

/** Postgres was stopped, as it took longer to answer than the reader would wait. */
export class TooSlowError extends Error {
  override readonly name = "TooSlowError";
}

/**
 * Reads in one transaction of which no statement may take longer than this: a page that shows how an
 * installation is must not be one more burden to it.
 *
 * @throws TooSlowError
 */
export async function readWithin<T>(
  database: Pick<Database, "pool">,
  statementMs: number,
  work: (orm: Orm, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(database, async (orm, client) => {
      await client.query("set transaction isolation level repeatable read read only");
      await client.query("select set_config('statement_timeout', $1, true)", [`${statementMs}ms`]);
      return work(orm, client);
    });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new TooSlowError(`Postgres did not answer a statement within ${statementMs} ms.`, {
      cause: error,
    });
  }
}

function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "57014") || isTimeout(error.cause);
}
