import { findRootDir, loadConfig } from "@appealmod/config";
import { createCommunitySource, type Database, numberEvents, readEvents } from "@appealmod/db";
import {
  type ArchiveEntry,
  archiveEntries,
  type CollectionName,
  collections,
} from "@appealmod/sinks";
import { awaitUntil } from "@appealmod/testing-installation";
import {
  createResearchRecords,
  openInstallation,
  readCommunityDefaults,
} from "@appealmod/use-cases";

type Document = ArchiveEntry["document"];

/** Longer texts are shown by their beginning. */
const longestText = 60;
const longestList = 2;

/** One story's documents, each as it stands now. */
export type Records = Readonly<Record<CollectionName, Document>>;

/**
 * Waits until the database holds what happened to a redditor: the last log event of the
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
  const installation = await openInstallation({ config: { databaseUrl: undefined, dataDir } });
  try {
    const found: Partial<Record<CollectionName, Document>> = {};
    for (const collection of Object.values(collections))
      found[collection] = await awaitUntil(`a document in ${collection}`, async () => {
        const entries = await allEntries(installation.database);
        const fits = isOfStory[collection];
        return (
          entries.findLast((entry) => entry.collection === collection && fits(entry.document))
            ?.document ?? null
        );
      });
    return found as Records;
  } finally {
    await installation.close();
  }
}

/** What MongoDB would hold, if one were configured. */
async function allEntries(database: Database): Promise<readonly ArchiveEntry[]> {
  while (await numberEvents(database));
  const { events } = await readEvents(database.orm, { after: 0, limit: 10_000 });
  const config = loadConfig({
    env: { APPEALMOD_SECRETS_FILE: "/dev/null" },
    rootDir: findRootDir(),
  });
  const communities = createCommunitySource(database, readCommunityDefaults(config));
  const records = createResearchRecords(database, communities, `${config.webUrl}/form`, (row) => {
    throw row;
  });
  return archiveEntries(events, await records(events));
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
