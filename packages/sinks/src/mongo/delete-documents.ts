import type { PersonalKeys, RowCounts } from "@appealmod/db";
import { MongoClient } from "mongodb";
import { collections } from "./collections.ts";
import { databaseIn } from "./mongo-address.ts";

const timeoutMs = 10_000;
/** Names and conversations in one filter. */
const atOnce = 500;

/**
 * Deletes every document about these people and conversations.
 *
 * @param mongoUrl as `db_connection_string`
 * @returns how many documents of each collection
 * @throws when MongoDB does not answer
 */
export async function deleteDocuments(
  mongoUrl: string,
  { usernames, conversationIds }: PersonalKeys,
): Promise<RowCounts> {
  const client = new MongoClient(mongoUrl, {
    appName: "appealmod",
    serverSelectionTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
  });
  try {
    const database = client.db(databaseIn(mongoUrl));
    const counts: Record<string, number> = {};
    const remove = async (collection: string, field: string, values: readonly string[]) => {
      for (let from = 0; from < values.length; from += atOnce) {
        const some = values.slice(from, from + atOnce);
        const { deletedCount } = await database
          .collection(collection)
          .deleteMany({ [field]: { $in: some } });
        if (deletedCount > 0) counts[collection] = (counts[collection] ?? 0) + deletedCount;
      }
    };
    const { logs, conversations, users } = collections;
    await remove(conversations, "id", conversationIds);
    for (const collection of [users, logs]) {
      await remove(collection, "conv_id", conversationIds);
      await remove(collection, "username", usernames);
    }
    return counts;
  } finally {
    await client.close(true);
  }
}
