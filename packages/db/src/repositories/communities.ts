import { bareName, nameKey, type SubredditFacts } from "@appealmod/core";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { communities, communityFacts } from "../schema/index.ts";
import { builtOnce } from "./built-once.ts";
import { naming } from "./unreadable-row.ts";

/** The database, or a transaction in it. */
type Writer = Pick<Database, "orm">;

/**
 * Has the bot serve these communities from now on; others stay as they are.
 *
 * @returns the names of those that were not served before
 */
export async function serveCommunities(
  { orm }: Writer,
  names: readonly string[],
): Promise<readonly string[]> {
  const named = names.map((name) => bareName(name)).filter((name) => name !== "");
  const byKey = new Map(named.toReversed().map((name) => [nameKey(name), name]));
  if (byKey.size === 0) return [];
  // By key: two that name the same ones must not wait for each other in a circle.
  const inOrder = [...byKey].sort(([one], [other]) => (one < other ? -1 : 1));
  const begun = await orm
    .insert(communities)
    .values(inOrder.map(([key, name]) => ({ key, name, isServed: true })))
    .onConflictDoUpdate({
      target: communities.key,
      set: { isServed: true, joinAskedAt: null, updatedAt: sql`now()` },
      setWhere: sql`not ${communities.isServed}`,
    })
    .returning({ name: communities.name });
  return begun.map(({ name }) => name);
}

/**
 * Has the bot leave a community alone; what is known of it stays.
 *
 * @returns the community's name as it is kept; `null` where it was not served
 */
export async function stopServing({ orm }: Writer, subreddit: string): Promise<string | null> {
  const [left] = await orm
    .update(communities)
    .set({ isServed: false, pausedAt: null, updatedAt: sql`now()` })
    .where(and(eq(communities.key, nameKey(subreddit)), eq(communities.isServed, true)))
    .returning({ name: communities.name });
  return left?.name ?? null;
}

/**
 * Has one of the bot's accounts serve a community; `null` leaves it to the first one.
 *
 * @returns the community's name as it is kept; `null` where that account had it already
 */
export async function assignAccount(
  { orm }: Writer,
  subreddit: string,
  account: string | null,
): Promise<string | null> {
  const key = nameKey(subreddit);
  const set = { account: account === null ? null : nameKey(account), updatedAt: sql`now()` };
  const [assigned] =
    account === null
      ? await orm
          .update(communities)
          .set(set)
          .where(and(eq(communities.key, key), isNotNull(communities.account)))
          .returning({ name: communities.name })
      : await orm
          .insert(communities)
          .values({ key, name: bareName(subreddit), account: set.account })
          .onConflictDoUpdate({
            target: communities.key,
            set,
            setWhere: sql`${communities.account} is distinct from ${set.account}`,
          })
          .returning({ name: communities.name });
  return assigned?.name ?? null;
}

/**
 * Has the bot do nothing in a community that it serves, or go on there.
 *
 * @returns the community's name as it is kept; `null` where nothing changed
 */
export async function setPaused(
  { orm }: Writer,
  subreddit: string,
  pausedAt: Date | null,
): Promise<string | null> {
  const { key, isServed, pausedAt: current } = communities;
  const isOther = pausedAt === null ? isNotNull(current) : isNull(current);
  const [changed] = await orm
    .update(communities)
    .set({ pausedAt, updatedAt: sql`now()` })
    .where(and(eq(key, nameKey(subreddit)), eq(isServed, true), isOther))
    .returning({ name: communities.name });
  return changed?.name ?? null;
}

export interface ServedCommunity {
  readonly name: string;
  /** The bot's account that serves it, in lower case; `null` for the first one of the settings. */
  readonly account: string | null;
  /** What keeps the bot from serving it, in words for people; `null` while all is well. */
  readonly trouble: string | null;
  /** Since when its moderators have the bot do nothing there; `null` while it works. */
  readonly pausedAt: Date | null;
}

/** The communities that the bot serves, by name. */
export async function listServedCommunities({
  orm,
}: Pick<Database, "orm">): Promise<readonly ServedCommunity[]> {
  return orm
    .select(standing)
    .from(communities)
    .where(eq(communities.isServed, true))
    .orderBy(communities.key);
}

const standing = {
  name: communities.name,
  account: communities.account,
  trouble: communities.trouble,
  pausedAt: communities.pausedAt,
};

export interface KnownCommunity extends ServedCommunity {
  readonly isServed: boolean;
}

/** Every community that anything is known of, and who would serve it: one may be left with work under way. */
export async function listKnownCommunities({ orm }: Database): Promise<readonly KnownCommunity[]> {
  return orm
    .select({ ...standing, isServed: communities.isServed })
    .from(communities)
    .orderBy(communities.key);
}

/**
 * Notes that a community wants the bot to come.
 *
 * @returns false where it is there already
 */
export async function noteJoinAsked(
  { orm }: Writer,
  subreddit: string,
  at: Date,
): Promise<boolean> {
  const noted = await orm
    .insert(communities)
    .values({ key: nameKey(subreddit), name: bareName(subreddit), joinAskedAt: at })
    .onConflictDoUpdate({
      target: communities.key,
      set: { joinAskedAt: at, updatedAt: sql`now()` },
      setWhere: sql`not ${communities.isServed}`,
    })
    .returning({ key: communities.key });
  return noted.length > 0;
}

/** Whether a community wants the bot to come, and it is not there yet. */
export async function hasAskedToJoin({ orm }: Writer, subreddit: string): Promise<boolean> {
  const [asked] = await orm
    .select({ key: communities.key })
    .from(communities)
    .where(
      and(
        eq(communities.key, nameKey(subreddit)),
        eq(communities.isServed, false),
        isNotNull(communities.joinAskedAt),
      ),
    );
  return asked !== undefined;
}

/** Notes what keeps the bot from serving a community; `null` when it is mended. */
export async function recordTrouble(
  { orm }: Writer,
  subreddit: string,
  trouble: string | null,
): Promise<void> {
  await orm
    .insert(communities)
    .values({ key: nameKey(subreddit), name: bareName(subreddit), trouble })
    .onConflictDoUpdate({ target: communities.key, set: { trouble, updatedAt: sql`now()` } });
}

export interface DatedSubredditFacts extends SubredditFacts {
  readonly asOf: Date;
}

/** Keeps a community's public description as Reddit showed it. */
export async function saveCommunityFacts(
  { orm }: Writer,
  facts: SubredditFacts,
  asOf: Date,
): Promise<void> {
  const { name, description, subscribers, rules, moderators } = facts;
  const known = { name, description, subscribers, rules, moderators, asOf };
  await orm
    .insert(communityFacts)
    .values({ subredditKey: nameKey(name), ...known })
    .onConflictDoUpdate({ target: communityFacts.subredditKey, set: known });
}

const factsOf = builtOnce((orm) =>
  orm
    .select()
    .from(communityFacts)
    .where(eq(communityFacts.subredditKey, sql.placeholder("key")))
    .prepare(""),
);

/**
 * A community's public description as last kept; `null` when it was never fetched.
 *
 * @throws UnreadableRowError
 */
export async function readCommunityFacts(
  { orm }: Database,
  subreddit: string,
): Promise<DatedSubredditFacts | null> {
  const key = nameKey(subreddit);
  const [row] = await naming(key, () => factsOf(orm).execute({ key }));
  if (!row) return null;
  const { subredditKey: _, ...facts } = row;
  return facts;
}
