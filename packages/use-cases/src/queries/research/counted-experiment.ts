import {
  type Database,
  type ExperimentCounts,
  experimentCounts,
  hasMoreRowsThan,
  inResearchSnapshot,
} from "@appealmod/db";
import type { Installation } from "../../installation.ts";

/** Up to so many draws, bans or decisions everything is counted anew for each page. */
const countedAtOnce = 20_000;

/** Above that a count is shown for so long before another one is begun. */
const keptForMs = 10 * 60_000;

interface Kept {
  counts?: ExperimentCounts;
  running?: Promise<void>;
}

/** By database, and for as long as the process has it. */
const keptOf = new WeakMap<Database, Kept>();

/** The numbers are being counted for the first time, which takes longer than a page may. */
export class StillCountingError extends Error {
  override readonly name = "StillCountingError";
}

export interface CountingOptions {
  readonly limit?: number;
  readonly now?: Date;
}

/**
 * All counts of all communities, of one moment, which they name. A small installation is counted
 * each time. A large one is counted in the background, and a page shows the last count there is.
 *
 * @throws StillCountingError where a large one has no count yet
 */
export async function countedExperiment(
  { database }: Installation,
  { limit = countedAtOnce, now = new Date() }: CountingOptions = {},
): Promise<ExperimentCounts> {
  const small = await inResearchSnapshot(database, async (snapshot) =>
    (await hasMoreRowsThan(snapshot, limit)) ? null : experimentCounts(snapshot, null),
  );
  if (small) return small;
  const kept = keptOf.get(database) ?? {};
  keptOf.set(database, kept);
  const isOld = !kept.counts || now.getTime() - kept.counts.takenAt.getTime() > keptForMs;
  if (isOld) kept.running ??= countInBackground(database, kept);
  if (!kept.counts)
    throw new StillCountingError("The experiment is being counted. Look again in a minute.");
  return kept.counts;
}

/** Waits for a count that is running, if one is. */
export async function countingIsOver({ database }: Installation): Promise<void> {
  await keptOf.get(database)?.running;
}

async function countInBackground(database: Database, kept: Kept): Promise<void> {
  try {
    kept.counts = await inResearchSnapshot(database, (one) => experimentCounts(one, null));
  } catch {
    // The next page begins another count, and fails by itself if the database is away.
  } finally {
    delete kept.running;
  }
}
