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
  patienceMs = 10_000,
): Promise<void> {
  const clients = new Set<pg.PoolClient>();
  const mute = new Set<pg.PoolClient>();
  const ask = async () => {
    const client = await pool.connect();
    clients.add(client);
    mute.add(client);
    // A pooler lets everybody in, and has an answer for as many as it has connections itself.
    await client.query("select 1");
    mute.delete(client);
  };
  const timer = setTimeout(() => {
    for (const client of mute) drop(client);
  }, patienceMs);
  const drop = (client: pg.PoolClient) => {
    if (clients.delete(client)) client.release(true);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, ask));
  clearTimeout(timer);
  for (const client of mute) drop(client);
  for (const client of clients) client.release();
  const failed = outcomes.filter((outcome) => outcome.status === "rejected");
  if (failed.length === 0) return;
  const given = count - failed.length;
  if (given === 0) throw failed[0]?.reason;
  throw new DatabaseSetupError(
    `The server of database_url gives this program ${given} of the ${count} connections that it needs at once. Raise max_connections, the CONNECTION LIMIT of the role or the database, or a pooler's pool size; or give the bot fewer hands by worker_concurrency.`,
    { cause: failed[0]?.reason },
  );
}
