import type { Moderator } from "@appealmod/core";
import { findModeratorRights, inTransaction, servedAmong } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";

/**
 * Has the bot read a community's moderators anew, where the last list is too old to go by. Only for
 * somebody whom that list names, and only where the bot is: it asks Reddit for nobody else's sake.
 *
 * @returns whether the list is going to be read
 */
export async function askForModeratorList(
  { database }: Installation,
  { redditorId }: Moderator,
  subreddit: string,
): Promise<boolean> {
  return inTransaction(database, async (orm, client) => {
    const [served] = await servedAmong({ orm }, [subreddit]);
    if (served === undefined) return false;
    if (!(await findModeratorRights({ orm }, subreddit, redditorId))) return false;
    await enqueue(client, "refresh-subreddit", { subreddit: served });
    return true;
  });
}
