import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type DatabaseTarget, databaseTarget, plainUrl } from "./database-target.ts";
import { DatabaseUnreachableError } from "./database-unreachable-error.ts";
import * as schema from "./schema/index.ts";

/** Queries in terms of the schema, on the pool or within one transaction. */
export type Orm = NodePgDatabase<typeof schema>;

/** The system of record. */
export interface Database {
  readonly pool: pg.Pool;
  readonly orm: Orm;
  /** Ends all connections; calling it again does nothing. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name`, as in the setting `database_url`. */
  readonly url: string;
  /** Most connections at once; default 10. */
  readonly poolSize?: number;
  /** Told of connections that broke while nobody used them; the next query opens a new one. */
  readonly onError?: (error: Error) => void;
}

/**
 * Opens a pool. No connection is made before the first query, so an unreachable server
 * shows there.
 *
 * @throws DatabaseSetupError where the address cannot be understood
 * @throws DatabaseUnreachableError from any query, when there is no way to the server
 */
export function openDatabase({ url, poolSize = 10, onError }: DatabaseOptions): Database {
  const target = databaseTarget(url);
  const connectionString = plainUrl(url);
  const pool = new ExplainingPool(
    {
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      Client: ClosingClient,
    },
    target,
  );
  pool.on("error", (error) => onError?.(error));
  // A client that breaks while it is lent out fails its query; its event must not end the process too.
  pool.on("connect", (client) => client.on("error", () => {}));
  let closing: Promise<void> | undefined;
  return {
    pool,
    orm: ormOn(pool),
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

/** To read the schema for each transaction anew would cost more than some of their queries. */
const ormOfClient = new WeakMap<pg.Pool | pg.PoolClient, Orm>();

export function ormOn(client: pg.Pool | pg.PoolClient): Orm {
  const known = ormOfClient.get(client);
  if (known) return known;
  const orm = drizzle(client, { schema });
  ormOfClient.set(client, orm);
  return orm;
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/**
 * One that could not connect keeps its socket open where the fault is ours (no password to give),
 * and with it the process, until the server ends it after a minute.
 */
class ClosingClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
    if (!callback) return super.connect();
    super.connect((error: Error) => {
      if (error) this.end().catch(() => {});
      callback(error);
    });
    return undefined;
  }
}

function once(done: (release?: unknown) => void): (release?: unknown) => void {
  let isDone = false;
  return (release) => {
    if (isDone) return;
    isDone = true;
    done(release);
  };
}

/** A pool whose failures to connect say what to check. */
class ExplainingPool extends pg.Pool {
  readonly #target: DatabaseTarget;

  constructor(config: pg.PoolConfig, target: DatabaseTarget) {
    super(config);
    this.#target = target;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    if (callback) {
      // graphile-worker gives the client that it listens with back twice when it stops in the moment
      // in which the connection breaks, and the second time would end the process.
      super.connect((error, client, done) =>
        callback(error && this.#explained(error), client, once(done)),
      );
      return undefined;
    }
    return super.connect().catch((error: Error) => {
      throw this.#explained(error);
    });
  }

  #explained(error: Error): Error {
    return this.ending ? error : new DatabaseUnreachableError(this.#target, error);
  }
}
