import type pg from "pg";
import { DatabaseSetupError } from "./database-setup-error.ts";

/**
 * Makes sure that a program gets the connections that it cannot do without, all of them at once:
 * with fewer it would start, and then wait or fail here and there.
 *
 * @throws DatabaseSetupError when the server, or a pooler between, gives fewer
 */
export async function requireConnections(
  pool: pg.Pool,
  count: number,
  timeoutMs = 10_000,
): Promise<void> {
  const clients: pg.PoolClient[] = [];
  // One after another: Postgres counts those that are still knocking, so that of five that come at
  // once it may refuse all where it has room for three.
  try {
    while (clients.length < count) clients.push(await connectionThatAnswers(pool, timeoutMs));
  } catch (cause) {
    if (clients.length === 0) throw cause;
    throw new DatabaseSetupError(
      `The server of database_url gives this program ${clients.length} of the ${count} connections that it needs at once. Raise max_connections, the CONNECTION LIMIT of the role or the database, or a pooler's pool size; or give the bot fewer hands by worker_concurrency.`,
      { cause },
    );
  } finally {
    for (const client of clients) client.release();
  }
}

/** A pooler lets everybody in, and has an answer for as many as it has connections itself. */
async function connectionThatAnswers(pool: pg.Pool, timeoutMs: number): Promise<pg.PoolClient> {
  const client = await pool.connect();
  const question: pg.QueryConfig & { query_timeout: number } = {
    text: "select 1",
    query_timeout: timeoutMs,
  };
  try {
    await client.query(question);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
