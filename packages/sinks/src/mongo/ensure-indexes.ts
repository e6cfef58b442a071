import type { Db } from "mongodb";
import { MongoServerError } from "mongodb";
import { type CollectionName, collections } from "./collections.ts";
import type { ReportMongoTrouble } from "./mongo-options.ts";
import { notImplemented } from "./write-faults.ts";

const secondsPerDay = 24 * 60 * 60;

/** `_id` serves look-ups by key; these serve the questions of researchers and operators. */
const indexes: readonly (readonly [CollectionName, Record<string, 1>])[] = [
  [collections.logs, { conv_id: 1, timestamp: 1 }],
  [collections.logs, { subreddit: 1, timestamp: 1 }],
  [collections.logs, { event: 1, timestamp: 1 }],
  [collections.conversations, { id: 1 }],
  [collections.conversations, { subreddit: 1 }],
  [collections.users, { subreddit: 1, username: 1 }],
  [collections.users, { conv_id: 1 }],
  [collections.users, { group: 1, appeal_accept: 1 }],
  [collections.botResponses, { subreddit: 1 }],
  [collections.subreddits, { subreddit: 1 }],
];

/** IndexOptionsConflict and IndexKeySpecsConflict: the index stands with other options. */
const conflicts = [85, 86];

/**
 * Makes the indexes; those that stand already cost nothing. An index that a server refuses
 * makes queries slow and nothing else, so that it is told once and not tried again.
 */
export async function ensureIndexes(
  database: Db,
  logTtlDays: number | null,
  report: ReportMongoTrouble,
): Promise<void> {
  for (const [collection, keys] of indexes) {
    try {
      await database.collection(collection).createIndex(keys);
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error;
      report(
        "index-refused",
        `MongoDB refused an index of ${collection}: queries by it will be slow. An administrator can make it by hand.`,
        { keys: Object.keys(keys), reason: error.message },
      );
    }
  }
  await ensureTimestampIndex(database, logTtlDays, report);
}

/** The one index that carries the time to live; changed when the setting has changed. */
async function ensureTimestampIndex(
  database: Db,
  logTtlDays: number | null,
  report: ReportMongoTrouble,
): Promise<void> {
  const logs = database.collection(collections.logs);
  const keys = { timestamp: 1 } as const;
  const options =
    logTtlDays === null ? {} : { expireAfterSeconds: Math.round(logTtlDays * secondsPerDay) };
  try {
    try {
      await logs.createIndex(keys, options);
    } catch (error) {
      if (!(error instanceof MongoServerError) || !conflicts.includes(Number(error.code)))
        throw error;
      await logs.dropIndex("timestamp_1");
      await logs.createIndex(keys, options);
    }
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
    const cannot = error.code === notImplemented ? "cannot delete by age" : "refused to";
    report(
      "ttl-unsupported",
      `This MongoDB server ${cannot} (TTL index on application-logs): log events will stay until somebody deletes them.`,
      { logTtlDays, reason: error.message },
    );
    if (logTtlDays !== null) await logs.createIndex(keys).catch(() => undefined);
  }
}
