import { type Actor, eventActor } from "@appealmod/core";
import { inTransaction, setPaused, storeEvents } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Has the bot do nothing in a community, or go on there. What comes meanwhile is seen and waits; a bot
 * that runs hears of it within seconds, and finishes what it is in the middle of.
 *
 * @returns false where it is so already, or is not served
 * @throws NotAllowedError for whoever may not change the community's settings
 * @throws ModeratorListOutdatedError
 */
export async function pauseCommunity(
  { database }: Installation,
  actor: Actor,
  change: { readonly subreddit: string; readonly isPaused: boolean; readonly at: Date },
): Promise<boolean> {
  const { subreddit, isPaused, at } = change;
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    const name = await setPaused({ orm }, subreddit, isPaused ? at : null);
    if (name === null) return false;
    await storeEvents(orm, [
      {
        event: isPaused ? "community-paused" : "community-resumed",
        level: "info",
        audience: "milestone",
        message: isPaused
          ? `The bot does nothing in r/${name} until its moderators have it go on.`
          : `The bot goes on in r/${name}.`,
        actor: eventActor(actor),
        subreddit: name,
        at,
      },
    ]);
    return true;
  });
}
