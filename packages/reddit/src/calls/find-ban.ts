import { type ActiveBan, isSameName } from "@appealmod/core";
import { toBanFromEntry } from "../mapping/to-ban.ts";
import type { ApiCall } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { type BannedEntry, bannedListSchema } from "../schemas/banned.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";

/** With `user` Reddit answers with one entry or none; only a server that ignores it needs more. */
const maxPages = 20;

/** For how long a list of bans stands for the present; no longer than a job takes to act on a look. */
const presentMs = 2_000;

/** Two that are looked up within this time come from a crowd. */
const crowdMs = 3_000;

/** How long no list is fetched for a crowd after one that held none of it. */
const uselessMs = 60_000;

interface Crowd {
  askedAt: number;
  /** The newest hundred bans, as they were fetched last or are being fetched. */
  list: {
    readonly bans: Promise<readonly BannedEntry[]>;
    readonly askedAt: number;
    until: number;
    found: number;
  } | null;
  uselessUntil: number;
}

/**
 * Looks redditors up among a community's banned; one request for one of them. Where several
 * are looked up within moments, one request for the newest hundred bans answers for all whom
 * it names. Whoever it does not name is asked for alone: only that tells that there is no ban.
 *
 * A list that was asked for before `asOf` does not count: a ban in it may have been lifted, or
 * given anew, before the message was written that the caller looks at.
 *
 * @returns a function that throws RedditError `forbidden` where the bot lacks the access permission
 */
export function createBanLookup(
  requester: Requester,
  now: () => number,
): (subreddit: string, username: string, asOf?: Date) => Promise<ActiveBan | null> {
  const crowds = new Map<string, Crowd>();

  function listFor(subreddit: string, asOf: number): Crowd["list"] {
    const key = subreddit.toLowerCase();
    const at = now();
    const known = crowds.get(key);
    const crowd = known ?? { askedAt: Number.NEGATIVE_INFINITY, list: null, uselessUntil: 0 };
    if (!known) crowds.set(key, crowd);
    const isCrowd = at - crowd.askedAt < crowdMs;
    crowd.askedAt = at;
    if (crowd.list && at < crowd.list.until && crowd.list.askedAt >= asOf) return crowd.list;
    crowd.list = null;
    if (!isCrowd || at < crowd.uselessUntil) return null;
    const bans = newestBans(requester, subreddit);
    const list = { bans, askedAt: at, until: Number.POSITIVE_INFINITY, found: 0 };
    crowd.list = list;
    bans.then(
      () => {
        list.until = now() + presentMs;
      },
      () => {
        // Each of those who wait for it is told; the next one asks anew.
        if (crowd.list === list) crowd.list = null;
      },
    );
    return list;
  }

  return async (subreddit, username, asOf) => {
    const list = listFor(subreddit, asOf?.getTime() ?? Number.NEGATIVE_INFINITY);
    if (list === null) return findBan(requester, subreddit, username);
    const bans = await list.bans;
    const entry = bans.find(({ name }) => isSameName(name, username));
    if (entry !== undefined) {
      list.found += 1;
      return toBanFromEntry(entry);
    }
    const crowd = crowds.get(subreddit.toLowerCase());
    // One that answered for somebody has paid for itself.
    if (crowd && list.found === 0) crowd.uselessUntil = now() + uselessMs;
    return findBan(requester, subreddit, username);
  };
}

async function newestBans(
  requester: Requester,
  subreddit: string,
): Promise<readonly BannedEntry[]> {
  const call = bannedCall(subreddit, undefined, undefined);
  return readAnswer(call, bannedListSchema, await requester.request(call)).data.children;
}

async function findBan(
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
