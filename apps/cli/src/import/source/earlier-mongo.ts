import { MongoClient } from "mongodb";
import { CommandFailed, UsageError } from "../../failures.ts";
import type { RowSource } from "./raw-row.ts";

/** The database that the earlier system writes to. */
const usualDatabase = "main-cluster";

const timeoutMs = 10_000;
/** FerretDB v1 and small machines hold so many documents at once. */
const documentsAtOnce = 200;

export interface EarlierMongo extends RowSource {
  /** How many documents there are; 0 for a collection that is absent. */
  count(name: string): Promise<number>;
  readonly database: string;
}

/**
 * The earlier system's MongoDB. Nothing but `find` and `count` is sent there.
 *
 * @throws UsageError, CommandFailed where there is no way to it
 */
export async function openEarlierMongo(url: string): Promise<EarlierMongo> {
  if (!/^mongodb(?:\+srv)?:\/\//.test(url))
    throw new UsageError("--mongo is an address that begins with mongodb:// or mongodb+srv://.");
  const client = new MongoClient(url, {
    appName: "appealmod import",
    serverSelectionTimeoutMS: timeoutMs,
    readPreference: "secondaryPreferred",
    retryWrites: false,
  });
  const named = /^[^/]+\/\/[^/]+\/([^?]+)/.exec(url)?.[1];
  const database = named === undefined ? usualDatabase : decodeURIComponent(named);
  try {
    await client.db(database).command({ ping: 1 });
  } catch (error) {
    await client.close(true);
    throw new CommandFailed(
      `The earlier system's MongoDB (--mongo) cannot be read: ${error instanceof Error ? error.message.replaceAll(url, "--mongo") : "it does not answer"}.`,
    );
  }
  return {
    database,
    count: (name) => client.db(database).collection(name).countDocuments(),
    async *rows(name) {
      // In no order: a server without an index on it would sort all of them first.
      const found = client.db(database).collection(name).find({}, { batchSize: documentsAtOnce });
      for await (const { _id, ...content } of found) yield { key: String(_id), content };
    },
    close: () => client.close(true),
  };
}
