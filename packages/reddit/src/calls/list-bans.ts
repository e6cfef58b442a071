import { isSameName } from "@appealmod/core";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { type BannedEntry, bannedListSchema } from "../schemas/banned.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";

/** With `user` Reddit answers with one entry or none; only a server that ignores it needs more. */
const maxPages = 20;

/** Up to a hundred bans of a community, the newest first. */
export interface PageOfBans {
  readonly bans: readonly BannedEntry[];
  /** Pass it for the next page; `null` after the last one. */
  readonly after: string | null;
}

export async function pageOfBans(
  requester: Requester,
  subreddit: string,
  after: string | null = null,
): Promise<PageOfBans> {
  const call = bannedCall(subreddit, undefined, after ?? undefined);
  const { data } = readAnswer(call, bannedListSchema, await requester.request(call));
  return { bans: data.children, after: data.after || null };
}

/** Asks for one redditor; only this tells that there is no ban. */
export async function banOf(
  requester: Requester,
  subreddit: string,
  username: string,
): Promise<BannedEntry | null> {
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const call = bannedCall(subreddit, username, after);
    const { data } = readAnswer(call, bannedListSchema, await requester.request(call));
    const entry = data.children.find(({ name }) => isSameName(name, username));
    if (entry !== undefined) return entry;
    const next = data.after || undefined;
    if (next === undefined) return null;
    if (next === after) throw unexpectedAnswer(call, "`data.after` does not move on");
    after = next;
  }
  // "Not banned" would close an appeal as granted: better no answer than a guess.
  throw unexpectedAnswer(
    bannedCall(subreddit, username, after),
    "the list is not narrowed to `user` and does not end",
  );
}

function bannedCall(
  subreddit: string,
  username: string | undefined,
  after: string | undefined,
): ApiCall {
  return {
    method: "GET",
    path: pathTo`/r/${subreddit}/about/banned`,
    query: { user: username, limit: 100, after },
    effect: "none",
    priority: "read",
    whenForbidden: `The bot may not see who is banned in r/${subreddit}: it lacks the *access* permission there. In r/${subreddit}'s settings under Moderators, give it "Manage Users" (access).`,
    whenNotFound: `There is no community r/${subreddit}, or it is closed to the bot.`,
  };
}
