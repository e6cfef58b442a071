import { type Clock, hasPermission, type Moderator, RedditError } from "@appealmod/core";
import { type Database, findModeratorRights } from "@appealmod/db";
import { moderatorListHoldsMs, recordModeratorList } from "@appealmod/use-cases";
import type { BotAccount } from "../accounts/bot-account.ts";

/**
 * Whether a moderator may decide in a community. Reddit's list is read for it, with one request,
 * since an act in somebody's name is to rest on what holds when it is done; where Reddit does not
 * show it, the list of the last hour tells.
 *
 * @throws RedditError where Reddit cannot be asked now
 */
export function createMayDecide(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly reddit: Pick<BotAccount["reddit"], "listModerators">;
}): (subreddit: string, redditorId: string) => Promise<boolean> {
  const { database, clock } = parts;
  return async (subreddit, redditorId) => {
    await readList(parts, subreddit);
    const rights = await findModeratorRights(database, subreddit, redditorId);
    if (!rights) return false;
    const isCurrent = clock.now().getTime() - rights.asOf.getTime() <= moderatorListHoldsMs;
    const moderator: Moderator = { kind: "moderator", redditorId, username: "" };
    return isCurrent && hasPermission(moderator, "decide", rights.permissions);
  };
}

async function readList(
  { database, clock, reddit }: Parameters<typeof createMayDecide>[0],
  subreddit: string,
): Promise<void> {
  const at = clock.now();
  try {
    const moderators = await reddit.listModerators(subreddit);
    // A server that shows nobody says nothing about them.
    if (moderators.length === 0) return;
    const list = { subreddit, moderators, at };
    await recordModeratorList({ database }, { kind: "program" }, list);
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    if (error.kind !== "forbidden" && error.kind !== "not-found") throw error;
  }
}
