import type { Actor } from "@appealmod/core";
import { inTransaction, stopServing, storeEvents } from "@appealmod/db";
import { communityLeft } from "../community-events.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Has the bot leave a community alone; what is known of it stays.
 *
 * @returns the community's name as it is kept; `null` where it was not served
 */
export async function leaveCommunity(
  { database }: Installation,
  actor: Actor,
  subreddit: string,
): Promise<string | null> {
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "serve", subreddit);
    const left = await stopServing({ orm }, subreddit);
    if (left !== null) await storeEvents(orm, [communityLeft(actor, left)]);
    return left;
  });
}
