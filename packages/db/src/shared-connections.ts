import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { DatabaseSetupError } from "./database-setup-error.ts";

/** A pooler with one connection keeps the one client waiting until the other is done. */
const heldUpMs = 1_000;

interface Seen {
  /** The process of the server that answered. */
  readonly pid: number;
  readonly mark: string | null;
}

/**
 * Whether something between us and Postgres gives each transaction another connection of the
 * server (PgBouncer's pool_mode = transaction or statement). What is meant to last for a session,
 * such as an advisory lock or LISTEN, is lost then, or left to whoever comes next.
 *
 * One client leaves a mark in its session. While another is within a transaction, for which such
 * a pooler takes the connection that was used last, the first must find its mark, in the same
 * process of the server, and the other must not.
 */
export async function isSharedByTransactions(pool: pg.Pool, timeoutMs = 20_000): Promise<boolean> {
  const mine = await pool.connect();
  const others = await pool.connect().catch((error: Error) => {
    mine.release();
    throw error;
  });
  const clients = [mine, others];
  // Such a connection carries our mark to strangers, and one that hangs would hold up the end:
  // neither is given back.
  const drop = () => {
    for (const client of clients.splice(0)) client.release(true);
  };
  const timer = setTimeout(drop, timeoutMs);
  try {
    const isShared = await sharesWith(mine, others);
    if (isShared) drop();
    return isShared;
  } catch (error) {
    const isLate = clients.length === 0;
    drop();
    if (isLate) throw new DatabaseSetupError(aboutSilence(timeoutMs), { cause: error });
    if (isOfStatementPooler(error)) return true;
    throw error;
  } finally {
    clearTimeout(timer);
    for (const client of clients) client.release();
  }
}

async function sharesWith(mine: pg.PoolClient, others: pg.PoolClient): Promise<boolean> {
  const mark = randomUUID();
  await mine.query("select set_config('appealmod.mark', $1, false)", [mark]);
  const before = await look(mine);
  await others.query("begin");
  const theirs = await look(others);
  const answer = look(mine);
  answer.catch(() => {});
  await Promise.race([answer, wait(heldUpMs, null, { ref: false })]);
  await others.query("rollback");
  const after = await answer;
  return after.pid !== before.pid || after.mark !== mark || theirs.mark === mark;
}

async function look(client: pg.PoolClient): Promise<Seen> {
  const { rows } = await client.query<Seen>(
    "select pg_backend_pid() as pid, current_setting('appealmod.mark', true) as mark",
  );
  return rows[0] ?? { pid: 0, mark: null };
}

/** With pool_mode = statement PgBouncer takes no transaction: a breach of protocol, as it says. */
function isOfStatementPooler(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "08P01";
}

function aboutSilence(timeoutMs: number): string {
  return `The server of database_url lets us in and answers no question within ${timeoutMs / 1000} s. Look at its load and its log; a pooler between may be paused, or have no connection to the server left.`;
}
