import type { Actor } from "@appealmod/core";
import { findCommunity, inTransaction, stopServing } from "@appealmod/db";
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
  requirePermission(actor, "serve", subreddit);
  return inTransaction(database, async (orm) => {
    const known = await findCommunity({ orm }, subreddit);
    if (!known?.isServed) return null;
    await stopServing({ orm }, subreddit);
    return known.name;
  });
}
