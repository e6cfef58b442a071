import {
  bareName,
  type CommunitySettings,
  type CommunityTexts,
  nameKey,
  type QuestionSet,
} from "@appealmod/core";
import { eq } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { communities, questionSets } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** What a community sets of its own; whatever is missing here follows the defaults. */
export interface CommunityRecord {
  readonly name: string;
  readonly isServed: boolean;
  /** The bot's account that serves it, in lower case; `null` for the first one of the settings. */
  readonly account: string | null;
  /** What keeps the bot from serving it, in words for people; `null` while all is well. */
  readonly trouble: string | null;
  readonly settings: Partial<CommunitySettings>;
  /** Own wordings by language, then by text. */
  readonly texts: Readonly<Record<string, CommunityTexts>>;
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
  const [found] = await selectCommunities(database).where(eq(communities.key, nameKey(subreddit)));
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
  const [found] = await selectCommunities({ orm })
    .where(eq(communities.key, key))
    .for("no key update", { of: communities });
  if (!found) throw new Error(`The row of r/${subreddit} is gone while it is changed.`);
  return recordFrom(found);
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
  questionSetId,
  ...row
}: Awaited<ReturnType<typeof selectCommunities>>[number]): CommunityRecord {
  return {
    ...row,
    settings: parsedColumn(communities.settings, row.settings, key),
    texts: parsedColumn(communities.texts, row.texts, key),
    questions:
      questionSetId === null
        ? null
        : parsedColumn(questionSets.content, row.questions, questionSetId),
  };
}

function selectCommunities({ orm }: Pick<Database, "orm">) {
  return orm
    .select({
      key: communities.key,
      name: communities.name,
      isServed: communities.isServed,
      account: communities.account,
      trouble: communities.trouble,
      settings: unparsed(communities.settings),
      texts: unparsed(communities.texts),
      questionSetId: communities.questionSetId,
      questions: unparsed(questionSets.content),
      createdAt: communities.createdAt,
      updatedAt: communities.updatedAt,
    })
    .from(communities)
    .leftJoin(questionSets, eq(questionSets.id, communities.questionSetId));
}
