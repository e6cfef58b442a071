import {
  bareName,
  type CommunityConfiguration,
  nameKey,
  noOwnConfiguration,
  type QuestionSet,
} from "@appealmod/core";
import { eq, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { communities, communityRevisions, questionSets } from "../schema/index.ts";
import { builtOnce } from "./built-once.ts";
import { configurationColumns, configurationFrom } from "./community-revisions.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** What is known of a community, and what it sets of its own. */
export interface CommunityRecord extends CommunityConfiguration {
  readonly name: string;
  readonly isServed: boolean;
  /** The bot's account that serves it, in lower case; `null` for the first one of the settings. */
  readonly account: string | null;
  /** What keeps the bot from serving it, in words for people; `null` while all is well. */
  readonly trouble: string | null;
  /** The number of the revision in force; `null` where it never set anything. */
  readonly revision: number | null;
  /** `null` where the default questions are asked. */
  readonly questions: QuestionSet | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * `null` for a community that was never served and never set anything.
 *
 * @throws UnreadableRowError
 */
export async function findCommunity(
  database: Pick<Database, "orm">,
  subreddit: string,
): Promise<CommunityRecord | null> {
  const [found] = await oneCommunity(database.orm).execute({ key: nameKey(subreddit) });
  return found ? recordFrom(found) : null;
}

/**
 * The same, its row locked until the transaction ends: what is set of it is changed by one at a
 * time. One that is not known yet is begun, so that there is a row to lock.
 *
 * @throws UnreadableRowError
 */
export async function lockCommunity(orm: Orm, subreddit: string): Promise<CommunityRecord> {
  const key = nameKey(subreddit);
  await orm
    .insert(communities)
    .values({ key, name: bareName(subreddit) })
    .onConflictDoNothing();
  // It is read in a statement of its own: one that waits for the lock would still join the
  // revision that was in force before.
  await orm
    .select({ key: communities.key })
    .from(communities)
    .where(eq(communities.key, key))
    .for("no key update");
  const found = await findCommunity({ orm }, subreddit);
  if (!found) throw new Error(`The row of r/${subreddit} is gone while it is changed.`);
  return found;
}

/** Every community that anything is known of, served or not, by name. */
export async function listCommunities(
  database: Database,
  onUnreadable: OnUnreadable,
): Promise<readonly CommunityRecord[]> {
  const rows = await selectCommunities(database).orderBy(communities.key);
  return readableRows(rows, recordFrom, onUnreadable);
}

function recordFrom({
  key,
  settings,
  texts,
  questionSetId,
  questions,
  ...known
}: Awaited<ReturnType<typeof selectCommunities>>[number]): CommunityRecord {
  if (known.revision === null) return { ...known, ...noOwnConfiguration, questions: null };
  const own = { settings, texts, questionSetId, questions };
  return { ...known, ...configurationFrom(own, key, known.revision) };
}

const oneCommunity = builtOnce((orm) =>
  selectCommunities({ orm })
    .where(eq(communities.key, sql.placeholder("key")))
    .prepare(""),
);

function selectCommunities({ orm }: Pick<Database, "orm">) {
  return orm
    .select({
      key: communities.key,
      name: communities.name,
      isServed: communities.isServed,
      account: communities.account,
      trouble: communities.trouble,
      revision: communityRevisions.number,
      ...configurationColumns,
      createdAt: communities.createdAt,
      updatedAt: communities.updatedAt,
    })
    .from(communities)
    .leftJoin(communityRevisions, eq(communityRevisions.id, communities.revisionId))
    .leftJoin(questionSets, eq(questionSets.id, communityRevisions.questionSetId));
}
