import { eventActor, type Program } from "@appealmod/core";
import {
  appealsClosedBefore,
  deletePersonalData,
  inTransaction,
  personalDataOfAppeals,
  storeDeletion,
  storeEvents,
} from "@appealmod/db";
import { removeJobsOfConversations } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";

/** So many appeals go at once: nobody waits for a long transaction. */
const atOnce = 500;

/**
 * Deletes appeals that closed before a moment, with their conversations, answers and events. The arm
 * that a redditor was drawn into stays, and so does the register of bans.
 *
 * @returns how many appeals were deleted
 */
export async function deleteOldAppeals(
  { database }: Installation,
  program: Program,
  { closedBefore, at }: { readonly closedBefore: Date; readonly at: Date },
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await inTransaction(database, async (orm, client) => {
      const ids = await appealsClosedBefore(orm, closedBefore, atOnce);
      if (ids.length === 0) return 0;
      const found = await personalDataOfAppeals(orm, ids);
      await removeJobsOfConversations(client, found.conversationIds);
      const counts = await deletePersonalData(orm, found);
      const { appealIds: _, ...copies } = found;
      const reason = "retention";
      const receipt = await storeDeletion(orm, {
        ...{ reason, tombstone: null, deletedAt: at, counts, copies },
      });
      await storeEvents(orm, [
        {
          event: "appeals-deleted",
          level: "info",
          audience: "detail",
          message: `${ids.length} appeals that closed before ${closedBefore.toISOString().slice(0, 10)} were deleted: receipt ${receipt}.`,
          actor: eventActor(program),
          details: { receipt, counts },
          at,
        },
      ]);
      return ids.length;
    });
    deleted += count;
    if (count < atOnce) return deleted;
  }
}
