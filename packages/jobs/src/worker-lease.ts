import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";

/** First halves of advisory lock keys; nothing else in the database uses these numbers. */
export const workerLock = 716_030;
const exclusiveLock = 716_031;

const reconnectAfterMs = 250;

/**
 * A connection of its own that says for as long as it stands: this worker lives. With the
 * process it ends, and with it every lock that was taken through it. After a restart of
 * Postgres it is made anew.
 */
export class WorkerLease {
  readonly #pool: pg.Pool;
  readonly #onIssue: (error: unknown, message: string) => void;
  readonly #locked = new Set<string>();
  readonly #workerIds = new Set<string>();
  #connection: pg.PoolClient | null = null;
  #client: Promise<pg.PoolClient | null>;
  #lastQuery: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(pool: pg.Pool, onIssue: (error: unknown, message: string) => void) {
    this.#pool = pool;
    this.#onIssue = onIssue;
    this.#client = this.#connect();
  }

  /** Resolves when the connection stands or the lease is closed; waits for the database if it must. */
  async ready(): Promise<void> {
    await this.#client;
  }

  /** From now on the lease says that this worker lives as well. */
  async coverWorker(workerId: string): Promise<void> {
    this.#workerIds.add(workerId);
    await this.#query(await this.#client, lockWorker, [workerId]);
  }

  /** Locks all of these names, or none. */
  async tryLock(names: readonly string[]): Promise<boolean> {
    if (names.length === 0) return true;
    if (names.some((name) => this.#locked.has(name))) return false;
    for (const name of names) this.#locked.add(name);
    try {
      const client = await this.#client;
      if (!client) return this.#remove(names);
      const rows = await this.#query<{ name: string; got: boolean }>(client, tryLockAll, [names]);
      if (rows.every(({ got }) => got)) return true;
      const got = rows.flatMap((row) => (row.got ? [row.name] : []));
      if (got.length > 0) await this.#query(client, unlockAll, [got]);
      return this.#remove(names);
    } catch (error) {
      this.#remove(names);
      throw error;
    }
  }

  async unlock(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    this.#remove(names);
    try {
      await this.#query(await this.#client, unlockAll, [names]);
    } catch {
      // The connection broke: whatever was locked through it is free.
    }
  }

  /** Unlocks everything at once. Closing it again does nothing. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  /** One query after the other: a connection takes no second one while it is busy. */
  #query<Row extends pg.QueryResultRow>(
    client: pg.PoolClient | null,
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    const answer = this.#lastQuery.then(
      async () => (await client?.query<Row>(text, values))?.rows ?? [],
    );
    this.#lastQuery = answer.catch(() => {});
    return answer;
  }

  #remove(names: readonly string[]): false {
    for (const name of names) this.#locked.delete(name);
    return false;
  }

  /** Ends the connection for good: another user of the pool must not inherit its locks. */
  #drop(): void {
    const client = this.#connection;
    this.#connection = null;
    client?.release(true);
  }

  async #connect(): Promise<pg.PoolClient | null> {
    while (!this.#isClosed) {
      try {
        return await this.#openConnection();
      } catch (error) {
        this.#drop();
        this.#onIssue(error, "The worker has lost the database and connects again.");
        await wait(reconnectAfterMs);
      }
    }
    return null;
  }

  async #openConnection(): Promise<pg.PoolClient | null> {
    const client = await this.#pool.connect();
    this.#connection = client;
    let isReady = false;
    client.on("error", () => {
      if (this.#connection !== client) return;
      this.#drop();
      if (isReady) this.#client = this.#connect();
    });
    // A machine that lost its power closes nothing: Postgres finds out within a quarter of a minute.
    await client.query(
      "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3",
    );
    for (const workerId of this.#workerIds) await client.query(lockWorker, [workerId]);
    if (this.#locked.size > 0) await client.query(tryLockAll, [[...this.#locked]]);
    if (this.#isClosed) {
      this.#drop();
      return null;
    }
    isReady = true;
    return client;
  }
}

const lockWorker = `select pg_advisory_lock(${workerLock}, hashtext($1))`;
const tryLockAll = `select name, pg_try_advisory_lock(${exclusiveLock}, hashtext(name)) as got
  from unnest($1::text[]) as name`;
const unlockAll = `select pg_advisory_unlock(${exclusiveLock}, hashtext(name))
  from unnest($1::text[]) as name`;
