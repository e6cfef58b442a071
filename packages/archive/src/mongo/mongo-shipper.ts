import { type Db, MongoClient } from "mongodb";
import type { ArchiveLimits, ArchiveTiming } from "../archive-options.ts";
import { collections } from "../collections.ts";
import type { SpoolRecord } from "../spool/spool-record.ts";
import type { Troubles } from "../troubles.ts";
import { ensureIndexes } from "./ensure-indexes.ts";
import { type RefusedRecord, type StoredDocument, writeBatch } from "./write-batch.ts";

export interface MongoShipperOptions {
  readonly mongoUrl: string;
  readonly limits: ArchiveLimits;
  readonly timing: ArchiveTiming;
  readonly logTtlDays: number | null;
  readonly troubles: Troubles;
}

interface Session {
  readonly database: Db;
  readonly updatesPerCommand: number;
}

const defaultDatabase = "appealmod";
const selectionMs = 5_000;
const closeMs = 1_000;
/** FerretDB v1 holds one of its fifty connections per update of a command, and hangs over 40. */
const mostUpdatesOfFerretDb = 40;

/** Writes batches of records into MongoDB so that writing one twice, or late, changes nothing. */
export class MongoShipper {
  readonly #options: MongoShipperOptions;
  #client: MongoClient | null = null;
  #session: Session | null = null;

  /** @throws an error that names the setting when the address cannot be one. */
  constructor(options: MongoShipperOptions) {
    this.#options = options;
    try {
      void this.#newClient().close();
    } catch {
      // The driver's own message may quote the address, password and all.
      throw new Error(
        "db_connection_string is not an address of MongoDB. It must begin with mongodb:// or mongodb+srv:// and may end with the database: mongodb://user:password@host:27017/appealmod",
      );
    }
  }

  /**
   * @returns the records that are at fault themselves; all others stand in MongoDB.
   * @throws when MongoDB does not answer or fails: nothing is known of the batch then.
   */
  async ship(records: readonly SpoolRecord[]): Promise<readonly RefusedRecord[]> {
    try {
      const session = await this.#connected();
      return await this.#shipAll(session, records);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Also cuts off what is under way. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#session = null;
    // A server that hangs would hang this as well.
    if (client) await inTime(client.close(true), closeMs).catch(() => undefined);
  }

  async #shipAll(session: Session, records: readonly SpoolRecord[]): Promise<RefusedRecord[]> {
    const { insertsPerCommand } = this.#options.limits;
    const refused: RefusedRecord[] = [];
    const events = records.filter(({ key }) => key === null);
    for (const batch of inBatches(events, insertsPerCommand)) {
      refused.push(...(await this.#shipBatch(session, collections.logs, batch)));
    }
    for (const [collection, documents] of newestByKey(records)) {
      for (const batch of inBatches(documents, session.updatesPerCommand)) {
        refused.push(...(await this.#shipBatch(session, collection, batch)));
      }
    }
    return refused;
  }

  async #shipBatch(
    session: Session,
    collection: string,
    batch: readonly SpoolRecord[],
  ): Promise<readonly RefusedRecord[]> {
    const target = session.database.collection<StoredDocument>(collection);
    return inTime(writeBatch(target, batch), this.#options.timing.commandMs);
  }

  async #connected(): Promise<Session> {
    if (this.#session) return this.#session;
    const { timing, limits, logTtlDays, troubles, mongoUrl } = this.#options;
    const client = this.#newClient();
    this.#client = client;
    const database = client.db(databaseIn(mongoUrl));
    const build = await inTime(database.command({ buildInfo: 1 }), timing.commandMs);
    await inTime(ensureIndexes(database, logTtlDays, troubles), timing.commandMs);
    const isFerretDb = Object.keys(build).some((name) => name.toLowerCase().startsWith("ferretdb"));
    const updatesPerCommand = isFerretDb
      ? Math.min(limits.updatesPerCommand, mostUpdatesOfFerretDb)
      : limits.updatesPerCommand;
    this.#session = { database, updatesPerCommand };
    return this.#session;
  }

  #newClient(): MongoClient {
    return new MongoClient(this.#options.mongoUrl, {
      appName: "appealmod",
      serverSelectionTimeoutMS: Math.min(selectionMs, this.#options.timing.commandMs),
      connectTimeoutMS: Math.min(selectionMs, this.#options.timing.commandMs),
      socketTimeoutMS: this.#options.timing.commandMs,
      maxPoolSize: 4,
    });
  }
}

/** Of each key the newest document, by collection: what it replaces need not travel. */
function newestByKey(records: readonly SpoolRecord[]): Map<string, readonly SpoolRecord[]> {
  const byCollection = new Map<string, Map<string, SpoolRecord>>();
  for (const record of records) {
    if (record.key === null) continue;
    const documents = byCollection.get(record.collection) ?? new Map<string, SpoolRecord>();
    byCollection.set(record.collection, documents);
    const former = documents.get(record.key);
    if (!former || former.version <= record.version) documents.set(record.key, record);
  }
  return new Map([...byCollection].map(([name, documents]) => [name, [...documents.values()]]));
}

function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function databaseIn(mongoUrl: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(mongoUrl)?.[1] ?? "";
  return path === "" ? defaultDatabase : decodeURIComponent(path);
}

/** A server may accept a command and never answer. */
async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`MongoDB has not answered for ${limitMs} ms`)),
    limitMs,
  );
  // Without a listener of its own, a failure after the limit would end the process.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
