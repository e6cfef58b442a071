import { type Actor, eventActor } from "@appealmod/core";
import { inTransaction, storeEvents, unlockResearchArms as unlock } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requireResearcher } from "../queries/research/require-researcher.ts";

/**
 * Has the researchers' pages name the arms from now on, for every researcher and for good. Plans that
 * hid them keep when that was, and show it as a deviation where fewer people had been drawn than planned.
 *
 * @returns false where nothing was hidden
 * @throws NotAllowedError
 */
export async function unlockResearchArms(
  { database }: Installation,
  actor: Actor,
  { at }: { readonly at: Date },
): Promise<boolean> {
  requireResearcher(actor);
  return inTransaction(database, async (orm) => {
    const plans = await unlock(orm, { at, by: actor.username });
    if (plans === 0) return false;
    await storeEvents(orm, [
      {
        event: "research-arms-unlocked",
        level: "info",
        audience: "detail",
        message:
          "The names of the experiment's arms were unlocked: researchers see which is which.",
        actor: eventActor(actor),
        at,
        details: { plans },
      },
    ]);
    return true;
  });
}
