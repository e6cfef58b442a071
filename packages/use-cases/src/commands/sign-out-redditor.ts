import { type Actor, eventActor } from "@appealmod/core";
import { endSessions, inTransaction, storeEvents } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requireOperator } from "../require-operator.ts";

export interface SigningOut {
  /** Reddit's account id. */
  readonly redditorId: string;
  readonly at: Date;
}

/**
 * Ends all sessions of one account on the site, whoever it is. They may sign in again.
 *
 * @returns how many there were
 * @throws NotAllowedError for whoever is no operator
 */
export async function signOutRedditor(
  { database }: Installation,
  actor: Actor,
  { redditorId, at }: SigningOut,
): Promise<number> {
  requireOperator(actor, "sign somebody out");
  return inTransaction(database, async (orm) => {
    const ended = await endSessions({ orm }, redditorId);
    if (ended > 0)
      await storeEvents(orm, [
        {
          ...{ event: "signed-out-by-operator", level: "info", audience: "detail", at },
          message: `An operator ended ${ended === 1 ? "a session" : `${ended} sessions`} of another account on the site.`,
          details: { redditorId, sessions: ended },
          actor: eventActor(actor),
        },
      ]);
    return ended;
  });
}
