import type { ArchiveRecord, StoredEvent } from "@appealmod/core";

export interface MongoSinkOptions {
  /** MongoDB's address, with the database in it (`appealmod` where it names none). */
  readonly mongoUrl: string;
  /** Days after which MongoDB deletes a log event; off when left out or null. */
  readonly logTtlDays?: number | null | undefined;
  /**
   * The documents that events have changed, as the database tells them now, each key once at
   * best. Where it throws, the events are delivered again later.
   */
  readonly records: (events: readonly StoredEvent[]) => Promise<readonly ArchiveRecord[]>;
  readonly limits?: Partial<MongoLimits> | undefined;
  readonly timing?: Partial<MongoTiming> | undefined;
}

export interface MongoLimits {
  /** Log events in one command to MongoDB, and events in one delivery. */
  readonly insertsPerCommand: number;
  /**
   * Documents in one command to MongoDB. FerretDB v1 hangs for good over 40; it is recognised,
   * and held to 40 whatever is set here.
   */
  readonly updatesPerCommand: number;
}

export interface MongoTiming {
  /** An answer that takes longer than this counts as none. */
  readonly commandMs: number;
}

export const defaultMongoLimits: MongoLimits = { insertsPerCommand: 500, updatesPerCommand: 500 };

export const defaultMongoTiming: MongoTiming = { commandMs: 30_000 };

/** What is wrong with the archive although MongoDB works; each is told once by a process. */
export type MongoTrouble = "document-refused" | "index-refused" | "ttl-unsupported";

export type ReportMongoTrouble = (
  trouble: MongoTrouble,
  message: string,
  details: Readonly<Record<string, unknown>>,
) => void;
