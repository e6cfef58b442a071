import { findRootDir, loadConfig } from "@appealmod/config";
import { createCommunitySource, numberEvents, readEvents } from "@appealmod/db";
import { type ArchiveEntry, archiveEntries, type CollectionName } from "@appealmod/sinks";
import { createResearchRecords, readCommunityDefaults } from "@appealmod/use-cases";
import type { Stage } from "./stage.ts";

/** What MongoDB would hold of a collection: every event, and the keyed documents as they are now. */
export async function archived(
  { database, env }: Pick<Stage, "database" | "env">,
  collection: CollectionName,
): Promise<readonly ArchiveEntry["document"][]> {
  while (await numberEvents(database));
  const { events } = await readEvents(database.orm, { after: 0, limit: 100_000 });
  const config = loadConfig({ env, rootDir: findRootDir() });
  const communities = createCommunitySource(database, readCommunityDefaults(config));
  const records = createResearchRecords(database, communities, `${config.webUrl}/form`, (row) => {
    throw row;
  });
  return archiveEntries(events, await records(events))
    .filter((entry) => entry.collection === collection)
    .map(({ document }) => document);
}
