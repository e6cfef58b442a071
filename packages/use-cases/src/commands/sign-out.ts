import { eventActor, type Moderator } from "@appealmod/core";
import { endSession, endSessions, inTransaction, storeEvents } from "@appealmod/db";
import type { Installation } from "../installation.ts";

/**
 * Ends one of somebody's sessions. Another person's stays, whatever is asked.
 *
 * @returns whether there was such a session
 */
export async function signOut(
  { database }: Installation,
  moderator: Moderator,
  { sessionId, at }: { readonly sessionId: string; readonly at: Date },
): Promise<boolean> {
  return inTransaction(database, async (orm) => {
    const isEnded = await endSession({ orm }, moderator.redditorId, sessionId);
    if (isEnded) await storeEvents(orm, [signedOut(moderator, 1, at)]);
    return isEnded;
  });
}

/**
 * Ends all of somebody's sessions, on whatever device.
 *
 * @returns how many there were
 */
export async function signOutEverywhere(
  { database }: Installation,
  moderator: Moderator,
  { at }: { readonly at: Date },
): Promise<number> {
  return inTransaction(database, async (orm) => {
    const ended = await endSessions({ orm }, moderator.redditorId);
    if (ended > 0) await storeEvents(orm, [signedOut(moderator, ended, at)]);
    return ended;
  });
}

function signedOut(moderator: Moderator, sessions: number, at: Date) {
  return {
    event: "signed-out",
    level: "info",
    audience: "detail",
    message:
      sessions === 1
        ? `u/${moderator.username} ended a session on the site.`
        : `u/${moderator.username} ended all ${sessions} sessions on the site.`,
    actor: eventActor(moderator),
    at,
  } as const;
}
