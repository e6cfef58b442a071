import {
  bareName,
  type CommunitySettings,
  type CommunityTexts,
  communitySettingsSchema,
  communityTextsSchema,
  nameKey,
  type QuestionSet,
  type SubredditFacts,
} from "@appealmod/core";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { communities, communityFacts } from "../schema/index.ts";
import { keepQuestionSet } from "./question-sets.ts";
import { naming } from "./unreadable-row.ts";

/** The database, or a transaction in it. */
type Writer = Pick<Database, "orm">;

type CommunityRow = typeof communities.$inferInsert;

async function upsert(
  { orm }: Writer,
  subreddit: string,
  change: Partial<Omit<CommunityRow, "key" | "name">>,
): Promise<void> {
  await orm
    .insert(communities)
    .values({ ...change, key: nameKey(subreddit), name: bareName(subreddit) })
    .onConflictDoUpdate({ target: communities.key, set: { ...change, updatedAt: sql`now()` } });
}

/**
 * Saves what a community sets differently; keys left out follow the defaults.
 *
 * @throws ZodError that names the wrong key
 */
export async function saveCommunitySettings(
  database: Writer,
  subreddit: string,
  settings: Partial<CommunitySettings>,
): Promise<void> {
  const checked = communitySettingsSchema.parse(settings);
  const given = new Set(
    Object.entries(settings).flatMap(([key, value]) => (value === undefined ? [] : [key])),
  );
  const own = Object.fromEntries(Object.entries(checked).filter(([key]) => given.has(key)));
  await upsert(database, subreddit, { settings: own });
}

/**
 * Saves a community's own wordings in a language; texts left out follow the defaults.
 *
 * @throws ZodError that names the text and what is wrong with its placeholders
 */
export async function saveCommunityTexts(
  { orm }: Writer,
  subreddit: string,
  language: string,
  texts: CommunityTexts,
): Promise<void> {
  const own = { [language]: communityTextsSchema.parse(texts) };
  await orm
    .insert(communities)
    .values({ key: nameKey(subreddit), name: bareName(subreddit), texts: own })
    .onConflictDoUpdate({
      target: communities.key,
      set: {
        texts: sql`${communities.texts} || ${JSON.stringify(own)}::jsonb`,
        updatedAt: sql`now()`,
      },
    });
}

/**
 * Saves a community's own questions; `null` goes back to the default ones. Appeals that
 * are open keep the questions that they were opened with.
 *
 * @throws ZodError that names the question and what is wrong with it
 */
export async function saveCommunityQuestions(
  database: Writer,
  subreddit: string,
  questions: QuestionSet | null,
): Promise<void> {
  const questionSetId = questions && (await keepQuestionSet(database.orm, questions));
  await upsert(database, subreddit, { questionSetId });
}

/** Has the bot serve these communities from now on; others stay as they are. */
export async function serveCommunities({ orm }: Writer, names: readonly string[]): Promise<void> {
  const named = names.map((name) => bareName(name)).filter((name) => name !== "");
  const byKey = new Map(named.toReversed().map((name) => [nameKey(name), name]));
  if (byKey.size === 0) return;
  // By key: two that name the same ones must not wait for each other in a circle.
  const inOrder = [...byKey].sort(([one], [other]) => (one < other ? -1 : 1));
  await orm
    .insert(communities)
    .values(inOrder.map(([key, name]) => ({ key, name, isServed: true })))
    .onConflictDoUpdate({
      target: communities.key,
      set: { isServed: true, updatedAt: sql`now()` },
      setWhere: sql`not ${communities.isServed}`,
    });
}

/** Has the bot leave a community alone; what is known of it stays. */
export async function stopServing(database: Writer, subreddit: string): Promise<void> {
  await upsert(database, subreddit, { isServed: false });
}

/** Has one of the bot's accounts serve a community; `null` leaves it to the first one. */
export async function assignAccount(
  database: Writer,
  subreddit: string,
  account: string | null,
): Promise<void> {
  await upsert(database, subreddit, { account: account === null ? null : nameKey(account) });
}

export interface ServedCommunity {
  readonly name: string;
  /** The bot's account that serves it, in lower case; `null` for the first one of the settings. */
  readonly account: string | null;
  /** What keeps the bot from serving it, in words for people; `null` while all is well. */
  readonly trouble: string | null;
}

/** The communities that the bot serves, by name. */
export async function listServedCommunities({
  orm,
}: Database): Promise<readonly ServedCommunity[]> {
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

/** Notes what keeps the bot from serving a community; `null` when it is mended. */
export async function recordTrouble(
  database: Writer,
  subreddit: string,
  trouble: string | null,
): Promise<void> {
  await upsert(database, subreddit, { trouble });
}

export interface DatedSubredditFacts extends SubredditFacts {
  readonly asOf: Date;
}

/** Keeps a community's public face as Reddit showed it. */
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

/**
 * A community's public face as last kept; `null` when it was never fetched.
 *
 * @throws UnreadableRowError
 */
export async function readCommunityFacts(
  { orm }: Database,
  subreddit: string,
): Promise<DatedSubredditFacts | null> {
  const key = nameKey(subreddit);
  const [row] = await naming(key, () =>
    orm.select().from(communityFacts).where(eq(communityFacts.subredditKey, key)),
  );
  if (!row) return null;
  const { subredditKey: _, ...facts } = row;
  return facts;
}
