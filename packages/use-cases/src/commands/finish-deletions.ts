import {
  awaitSink,
  completeDeletion,
  type Deletion,
  inTransaction,
  type PersonalKeys,
  type RowCounts,
  unfinishedDeletions,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";

/** Deletes copies outside of Postgres: documents of MongoDB, places in log files. */
export type DeleteCopies = (keys: PersonalKeys) => Promise<RowCounts>;

/**
 * Deletes the copies of what was deleted in Postgres. May be repeated: what failed, as MongoDB may
 * be down, is tried again by the next call.
 *
 * @returns the receipts that are complete now
 * @throws what the first failing store throws, after the others were tried
 */
export async function finishDeletions(
  { database }: Installation,
  stores: readonly DeleteCopies[],
  at: Date,
): Promise<readonly Deletion[]> {
  const completed: Deletion[] = [];
  const failures: unknown[] = [];
  for (const deletion of await unfinishedDeletions(database.orm)) {
    const { id, copies } = deletion;
    if (copies === null) continue;
    try {
      const counts: Record<string, number> = {};
      await inTransaction(database, async (orm) => {
        // Whoever writes copies read the rows before they were deleted, perhaps: it goes first.
        await awaitSink(orm, "mongo");
        for (const deleteCopies of stores) Object.assign(counts, await deleteCopies(copies));
        await completeDeletion(orm, id, { counts, at });
      });
      completed.push({ ...deletion, counts: { ...deletion.counts, ...counts } });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return completed;
}
