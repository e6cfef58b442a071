import { type Db, MongoClient } from "mongodb";
import { failureReason } from "../delivery/failure-reason.ts";
import { type CollectionName, collections } from "./collections.ts";
import type { ArchiveEntry } from "./documents/archive-entry.ts";
import { ensureIndexes } from "./ensure-indexes.ts";
import { databaseIn } from "./mongo-address.ts";
import type { MongoLimits, MongoTiming, ReportMongoTrouble } from "./mongo-options.ts";
import { type StoredDocument, writeBatch } from "./write-batch.ts";

export interface MongoShipperOptions {
  readonly mongoUrl: string;
  readonly limits: MongoLimits;
  readonly timing: MongoTiming;
  readonly logTtlDays: number | null;
  readonly report: ReportMongoTrouble;
}

interface Session {
  readonly database: Db;
  readonly updatesPerCommand: number;
}

const selectionMs = 5_000;
const closeMs = 1_000;
/** FerretDB v1 holds one of its fifty connections per update of a command, and hangs over 40. */
const mostUpdatesOfFerretDb = 40;

/** Writes batches of documents into MongoDB so that writing one twice, or late, changes nothing. */
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
   * Documents that are at fault themselves are left out, and reported; all others stand.
   *
   * @throws when MongoDB does not answer or fails: nothing is known of the batch then.
   */
  async ship(entries: readonly ArchiveEntry[]): Promise<void> {
    try {
      await this.#shipAll(await this.#connected(), entries);
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

  async #shipAll(session: Session, entries: readonly ArchiveEntry[]): Promise<void> {
    for (const [collection, documents] of newestByKey(entries)) {
      const size =
        collection === collections.logs
          ? this.#options.limits.insertsPerCommand
          : session.updatesPerCommand;
      for (const batch of inBatches(documents, size))
        await this.#shipBatch(session, collection, batch);
    }
  }

  async #shipBatch(
    session: Session,
    collection: CollectionName,
    batch: readonly ArchiveEntry[],
  ): Promise<void> {
    const target = session.database.collection<StoredDocument>(collection);
    const refused = await inTime(writeBatch(target, batch), this.#options.timing.commandMs);
    for (const { entry, reason } of refused)
      this.#options.report(
        "document-refused",
        `MongoDB refused a document of ${collection} for good. It is left out there, and what it tells of stands in the database. Others that are refused are left out without another word.`,
        { collection, key: entry.key, reason: failureReason(reason) },
      );
  }

  async #connected(): Promise<Session> {
    if (this.#session) return this.#session;
    const { timing, limits, logTtlDays, report, mongoUrl } = this.#options;
    const client = this.#newClient();
    this.#client = client;
    const database = client.db(databaseIn(mongoUrl));
    const build = await inTime(database.command({ buildInfo: 1 }), timing.commandMs);
    await inTime(ensureIndexes(database, logTtlDays, report), timing.commandMs);
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
function newestByKey(
  entries: readonly ArchiveEntry[],
): ReadonlyMap<CollectionName, readonly ArchiveEntry[]> {
  const newest = new Map<CollectionName, Map<string, ArchiveEntry>>();
  for (const entry of entries) {
    const documents = newest.get(entry.collection) ?? new Map<string, ArchiveEntry>();
    newest.set(entry.collection, documents);
    const former = documents.get(entry.key);
    if (!former || former.at <= entry.at) documents.set(entry.key, entry);
  }
  return new Map([...newest].map(([name, documents]) => [name, [...documents.values()]]));
}

function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
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
