import { type ActiveBan, isSameName, RedditError, type RedditErrorKind } from "@appealmod/core";
import type { RedditGatewayEvent } from "../events.ts";
import { toBanFromEntry } from "../mapping/to-ban.ts";
import type { Requester } from "../request/requester.ts";
import type { BannedEntry } from "../schemas/banned.ts";
import { banOf, pageOfBans } from "./list-bans.ts";
import { RememberedBans } from "./remembered-bans.ts";

/** For how long a list of bans stands for the present; no longer than a job takes to act on a look. */
const presentMs = 2_000;

/** Two that are looked up within this time come from a crowd. */
const crowdMs = 3_000;

/** How long no list is fetched for a crowd after one that held none of it. */
const uselessMs = 60_000;

/** After a walk that found nobody there is none in that community for as long as a window of Reddit's. */
const fruitlessMs = 10 * 60_000;

/** So many who wait and whom the newest hundred do not name are worth a walk over the whole list. */
const heap = 20;

/** Of so many whom no list named, one has it asked who else waits. */
const askEvery = 10;

/** How long no list is fetched after one that failed, where that may be the list's own trouble. */
const restAfter: Partial<Record<RedditErrorKind, number>> = {
  unreachable: 10_000,
  "not-found": uselessMs,
  refused: uselessMs,
  "unexpected-answer": uselessMs,
};

/** Communities whose bans are remembered at once; a heap in more than a few of them is unheard of. */
const maxHeaps = 4;

interface Community {
  readonly remembered: RememberedBans;
  askedAt: number;
  list: List | null;
  uselessUntil: number;
  /** The walk over the whole list that is under way. */
  walking: Promise<void> | null;
  /** Whom nothing named since it was asked last who waits; zero to ask for the next one. */
  unnamed: number;
  noHeapUntil: number;
}

/** The newest hundred bans, as they were fetched last or are being fetched. */
interface List {
  readonly bans: Promise<readonly BannedEntry[]>;
  readonly askedAt: number;
  until: number;
  found: number;
}

export interface BanLookupOptions {
  readonly tell?: (event: RedditGatewayEvent) => void;
  /** Redditors whose conversations in a community wait to be looked at, or are; nobody if left out. */
  readonly waitingIn?: (subreddit: string) => Promise<readonly string[]>;
}

/**
 * Looks redditors up among a community's banned; one request for one of them. Where several
 * are looked up within moments, one request for the newest hundred bans answers for all whom
 * it names; where many wait whom it does not name, a walk over the whole list does, as long as
 * the moderation log tells of nothing that was done to them since. Whoever neither names is
 * asked for alone: only that tells that there is no ban.
 *
 * What was asked for before `asOf` does not count: a ban in it may have been lifted, or
 * given anew, before the message was written that the caller looks at.
 *
 * @returns a function that throws RedditError `forbidden` where the bot lacks the access permission
 */
export function createBanLookup(
  requester: Requester,
  now: () => number,
  { tell = () => {}, waitingIn = async () => [] }: BanLookupOptions = {},
): (subreddit: string, username: string, asOf?: Date) => Promise<ActiveBan | null> {
  const communities = new Map<string, Community>();
  /** Those with a heap, the one that was walked last at the end. */
  const heaps = new Set<RememberedBans>();

  function communityOf(subreddit: string): Community {
    const key = subreddit.toLowerCase();
    const known = communities.get(key);
    if (known) return known;
    const community: Community = {
      remembered: new RememberedBans(requester, subreddit, now, tell),
      askedAt: Number.NEGATIVE_INFINITY,
      list: null,
      uselessUntil: 0,
      walking: null,
      unnamed: 0,
      noHeapUntil: 0,
    };
    communities.set(key, community);
    return community;
  }

  function listFor(community: Community, subreddit: string, asOf: number): List | null {
    const at = now();
    const { list: known } = community;
    if (known && at < known.until && known.askedAt >= asOf) return known;
    community.list = null;
    if (at < community.uselessUntil) return null;
    const bans = pageOfBans(requester, subreddit).then((page) => page.bans);
    const list = { bans, askedAt: at, until: Number.POSITIVE_INFINITY, found: 0 };
    community.list = list;
    bans.then(
      () => {
        list.until = now() + presentMs;
      },
      (error: unknown) => {
        if (error instanceof RedditError)
          community.uselessUntil = now() + (restAfter[error.kind] ?? 0);
        if (community.list === list) community.list = null;
      },
    );
    return list;
  }

  async function amongNewest(
    community: Community,
    username: string,
    list: List,
  ): Promise<BannedEntry | null> {
    const bans = await list.bans.catch(insteadOfList);
    if (bans === null) return null;
    const entry = bans.find(({ name }) => isSameName(name, username));
    if (entry !== undefined) {
      list.found += 1;
      return entry;
    }
    // One that answered for somebody has paid for itself.
    if (list.found === 0) community.uselessUntil = now() + uselessMs;
    return null;
  }

  /** Has the bans of all who wait remembered, where they are many. */
  async function rememberHeap(community: Community, subreddit: string): Promise<void> {
    if (community.walking) return community.walking;
    const isTurn = community.unnamed === 0;
    community.unnamed = (community.unnamed + 1) % askEvery;
    if (!isTurn || now() < community.noHeapUntil) return;
    community.walking = walk(community, subreddit).finally(() => {
      community.walking = null;
    });
    return community.walking;
  }

  async function walk(community: Community, subreddit: string): Promise<void> {
    const { remembered, list } = community;
    const newest = await list?.bans.catch(() => []);
    const isNamed = new Set(newest?.map(({ name }) => name.toLowerCase()));
    // Without an answer each is looked up alone, which is right as well.
    const waiting = await waitingIn(subreddit).catch(() => []);
    const names = waiting.map((name) => name.toLowerCase());
    const missing = names.filter((name) => !isNamed.has(name) && !remembered.has(name));
    if (new Set(missing).size < heap) return;
    heaps.delete(remembered);
    heaps.add(remembered);
    for (const oldest of [...heaps].slice(0, -maxHeaps)) {
      oldest.forget();
      heaps.delete(oldest);
    }
    // Those on the newest page as well: it is not believed for as long as what is remembered.
    const walked = remembered.walk(new Set(names));
    // After a walk that failed or found some, more may be to be had at once: a heap is gathered page by page.
    const found = await walked.catch((error: unknown) => {
      community.unnamed = 0;
      throw error;
    });
    if (found === 0) community.noHeapUntil = now() + fruitlessMs;
    else community.unnamed = 0;
  }

  async function amongMany(
    community: Community,
    { subreddit, username, asOf }: { subreddit: string; username: string; asOf: number },
  ): Promise<BannedEntry | null> {
    const { remembered } = community;
    const known = await remembered.take(username, asOf);
    if (known) return known;
    const list = listFor(community, subreddit, asOf);
    const entry = list && (await amongNewest(community, username, list));
    if (entry) return entry;
    await rememberHeap(community, subreddit);
    return remembered.take(username, asOf);
  }

  return async (subreddit, username, asOf) => {
    const community = communityOf(subreddit);
    const isCrowd = now() - community.askedAt < crowdMs;
    community.askedAt = now();
    const asked = { subreddit, username, asOf: asOf?.getTime() ?? Number.NEGATIVE_INFINITY };
    const entry =
      (isCrowd && (await amongMany(community, asked))) ||
      (await banOf(requester, subreddit, username));
    return entry ? toBanFromEntry(entry) : null;
  };
}

/**
 * A list that is not given, or makes no sense, keeps nobody from being asked for alone. Any other
 * trouble concerns that as well: whoever waits for the list is told.
 */
function insteadOfList(error: unknown): null {
  const { kind } = error instanceof RedditError ? error : {};
  if (kind && kind !== "unreachable" && kind in restAfter) return null;
  throw error;
}
