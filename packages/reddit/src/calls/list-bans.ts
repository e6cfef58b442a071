import { type ActiveBan, type BanPage, isSameName } from "@appealmod/core";
import { toBanFromEntry } from "../mapping/to-ban.ts";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { bannedListSchema } from "../schemas/banned.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";

/** With `user` Reddit answers with one entry or none; only a server that ignores it needs more. */
const maxPages = 20;

export async function listBans(
  requester: Requester,
  subreddit: string,
  after: string | null,
): Promise<BanPage> {
  const call = bannedCall(subreddit, undefined, after ?? undefined);
  const { data } = readAnswer(call, bannedListSchema, await requester.request(call));
  const bans = data.children.map((entry) => ({
    redditor: { id: entry.id ?? null, name: entry.name },
    ban: toBanFromEntry(entry),
  }));
  return { bans, after: data.after || null };
}

/** Asks for one redditor; only this tells that there is no ban. */
export async function findBan(
  requester: Requester,
  subreddit: string,
  username: string,
): Promise<ActiveBan | null> {
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const call = bannedCall(subreddit, username, after);
    const { data } = readAnswer(call, bannedListSchema, await requester.request(call));
    const entry = data.children.find(({ name }) => isSameName(name, username));
    if (entry !== undefined) return toBanFromEntry(entry);
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
