import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";

/** First halves of advisory lock keys; nothing else in the database uses these numbers. */
export const livingWorkerLock = 716_030;
const exclusiveLock = 716_031;

const reconnectAfterMs = 250;

/**
 * A connection of its own that says for as long as it stands: this worker lives. With the
 * process it ends, and with it everything that was held through it. After a restart of
 * Postgres it is made anew.
 */
export class WorkerLease {
  readonly #pool: pg.Pool;
  readonly #onTrouble: (error: unknown, message: string) => void;
  readonly #held = new Set<string>();
  readonly #workerIds = new Set<string>();
  #open: pg.PoolClient | null = null;
  #client: Promise<pg.PoolClient | null>;
  #asking: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(pool: pg.Pool, onTrouble: (error: unknown, message: string) => void) {
    this.#pool = pool;
    this.#onTrouble = onTrouble;
    this.#client = this.#connect();
  }

  /** Resolves when the connection stands or the lease is closed; waits for the database if it must. */
  async ready(): Promise<void> {
    await this.#client;
  }

  /** From now on the lease stands for this worker's id as well. */
  async standFor(workerId: string): Promise<void> {
    this.#workerIds.add(workerId);
    await this.#ask(await this.#client, lockWorker, [workerId]);
  }

  /** Takes all of these for itself, or none. */
  async tryHold(names: readonly string[]): Promise<boolean> {
    if (names.length === 0) return true;
    if (names.some((name) => this.#held.has(name))) return false;
    for (const name of names) this.#held.add(name);
    try {
      const client = await this.#client;
      if (!client) return this.#forget(names);
      const rows = await this.#ask<{ name: string; got: boolean }>(client, tryLockAll, [names]);
      if (rows.every(({ got }) => got)) return true;
      const got = rows.flatMap((row) => (row.got ? [row.name] : []));
      if (got.length > 0) await this.#ask(client, unlockAll, [got]);
      return this.#forget(names);
    } catch (error) {
      this.#forget(names);
      throw error;
    }
  }

  async letGo(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    this.#forget(names);
    try {
      await this.#ask(await this.#client, unlockAll, [names]);
    } catch {
      // The connection broke: whatever was held through it is free.
    }
  }

  /** Gives up everything that is held through it, at once. Closing it again does nothing. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  /** One query after the other: a connection takes no second one while it is busy. */
  #ask<Row extends pg.QueryResultRow>(
    client: pg.PoolClient | null,
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    const answer = this.#asking.then(
      async () => (await client?.query<Row>(text, values))?.rows ?? [],
    );
    this.#asking = answer.catch(() => {});
    return answer;
  }

  #forget(names: readonly string[]): false {
    for (const name of names) this.#held.delete(name);
    return false;
  }

  /** Ends the connection for good: another user of the pool must not inherit its locks. */
  #drop(): void {
    const client = this.#open;
    this.#open = null;
    client?.release(true);
  }

  async #connect(): Promise<pg.PoolClient | null> {
    while (!this.#isClosed) {
      try {
        return await this.#hire();
      } catch (error) {
        this.#drop();
        this.#onTrouble(error, "The worker has lost the database and tries again.");
        await wait(reconnectAfterMs);
      }
    }
    return null;
  }

  async #hire(): Promise<pg.PoolClient | null> {
    const client = await this.#pool.connect();
    this.#open = client;
    let isHired = false;
    client.on("error", () => {
      if (this.#open !== client) return;
      this.#drop();
      if (isHired) this.#client = this.#connect();
    });
    // A machine that lost its power says no goodbye: Postgres finds out within a quarter of a minute.
    await client.query(
      "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 3; set tcp_keepalives_count = 3",
    );
    for (const workerId of this.#workerIds) await client.query(lockWorker, [workerId]);
    if (this.#held.size > 0) await client.query(tryLockAll, [[...this.#held]]);
    if (this.#isClosed) {
      this.#drop();
      return null;
    }
    isHired = true;
    return client;
  }
}

const lockWorker = `select pg_advisory_lock(${livingWorkerLock}, hashtext($1))`;
const tryLockAll = `select name, pg_try_advisory_lock(${exclusiveLock}, hashtext(name)) as got
  from unnest($1::text[]) as name`;
const unlockAll = `select pg_advisory_unlock(${exclusiveLock}, hashtext(name))
  from unnest($1::text[]) as name`;
