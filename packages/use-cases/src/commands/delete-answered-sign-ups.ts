import { eventActor, type Program } from "@appealmod/core";
import { deleteAnsweredSignUps as deleteRows, inTransaction, storeEvents } from "@appealmod/db";
import type { Installation } from "../installation.ts";

/**
 * Deletes sign-ups that were answered long ago.
 *
 * @returns how many
 */
export async function deleteAnsweredSignUps(
  { database }: Installation,
  actor: Program,
  { answeredBefore, at }: { readonly answeredBefore: Date; readonly at: Date },
): Promise<number> {
  return inTransaction(database, async (orm) => {
    const deleted = await deleteRows(orm, answeredBefore);
    if (deleted > 0)
      await storeEvents(orm, [
        {
          ...{ event: "sign-ups-deleted", level: "info", audience: "detail", at },
          message: `${deleted === 1 ? "One sign-up" : `${deleted} sign-ups`} that had been answered long ago ${deleted === 1 ? "was" : "were"} deleted.`,
          details: { deleted },
          actor: eventActor(actor),
        },
      ]);
    return deleted;
  });
}
