import type pg from "pg";
import { type Database, type Orm, ormOn } from "./open-database.ts";

/**
 * Runs work in one transaction on one connection: all of it is stored, or nothing is.
 * The client is for whoever must write in the same transaction without our schema.
 */
export async function inTransaction<T>(
  { pool }: Pick<Database, "pool">,
  work: (orm: Orm, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(ormOn(client), client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
