import { join } from "node:path";
import { type CollectionName, collections, readSpool, type SpoolRecord } from "@appealmod/archive";
import { awaitUntil } from "@appealmod/testing-installation";

type Document = SpoolRecord["document"];

/** Longer texts are shown by their beginning. */
const longestText = 60;
const longestList = 2;

/** One story's documents, each as it stands in the spool. */
export type Records = Readonly<Record<CollectionName, Document>>;

/**
 * Waits until the spool holds what happened to a redditor: the last log event of the
 * conversation, and of each other collection the document in force.
 *
 * @throws Error naming the collection in which it is missing
 */
export async function readRecords(
  dataDir: string,
  story: { readonly conversationId: string; readonly redditor: string },
): Promise<Records> {
  const { conversationId, redditor } = story;
  const isOfStory: Readonly<Record<CollectionName, (document: Document) => boolean>> = {
    [collections.logs]: ({ conv_id, event }) => conv_id === conversationId && event === "forwarded",
    [collections.conversations]: ({ id, message_data }) =>
      id === conversationId && JSON.stringify(message_data).includes('"is_internal":true'),
    [collections.users]: ({ username, note_shared }) =>
      username === redditor && note_shared === true,
    [collections.botResponses]: () => true,
    [collections.subreddits]: () => true,
  };
  const found: Partial<Record<CollectionName, Document>> = {};
  for (const collection of Object.values(collections))
    found[collection] = await awaitUntil(`a document in ${collection}`, () =>
      newest(dataDir, collection, isOfStory[collection]),
    );
  return found as Records;
}

/** Prints each document on a few lines, with long texts cut. */
export function printRecords(records: Records): void {
  for (const [collection, document] of Object.entries(records)) {
    const fields = Object.entries(document).map(
      ([name, value]) => `    ${name}: ${JSON.stringify(shortened(value))}`,
    );
    process.stdout.write(`  ${collection}\n${fields.join("\n")}\n`);
  }
}

async function newest(
  dataDir: string,
  collection: CollectionName,
  fits: (document: Document) => boolean,
): Promise<Document | null> {
  let last: SpoolRecord | null = null;
  for await (const record of readSpool(join(dataDir, "spool"))) {
    if (record.collection !== collection || !fits(record.document)) continue;
    if (last === null || last.version <= record.version) last = record;
  }
  return last?.document ?? null;
}

function shortened(value: unknown): unknown {
  if (typeof value === "string")
    return value.length <= longestText ? value : `${value.slice(0, longestText)}…`;
  if (Array.isArray(value)) {
    const more = value.length > longestList ? [`… ${value.length - longestList} more`] : [];
    return [...value.slice(0, longestList).map(shortened), ...more];
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
