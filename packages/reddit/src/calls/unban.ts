import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";

/**
 * Lifts whichever ban is in force; one request, never repeated once it may have arrived: another ban
 * may have been set by then. Reddit answers `{}`, also where there was none.
 */
export async function unban(
  requester: Requester,
  subreddit: string,
  username: string,
): Promise<void> {
  await requester.request({
    method: "POST",
    path: `${pathTo`/r/${subreddit}/api`}/unfriend`,
    form: { name: username, type: "banned" },
    effect: "once",
    priority: "write",
    whenForbidden: `The bot may not lift bans in r/${subreddit}: in its settings under Moderators, give it "Manage Users" (access); with a refresh token, the scope modcontributors is needed too.`,
    whenNotFound: `There is no community r/${subreddit}, or it is closed to the bot.`,
  });
}
