import type { CommunitySettings, CommunityTexts, QuestionSet } from "@appealmod/core";
import { eq } from "drizzle-orm";
import { bareName, nameKey } from "../name-key.ts";
import type { Database, Orm } from "../open-database.ts";
import { communities, questionSets } from "../schema/index.ts";

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

/** `null` for a community that was never served and never set anything. */
export async function findCommunity(
  database: Pick<Database, "orm">,
  subreddit: string,
): Promise<CommunityRecord | null> {
  const [found] = await selectCommunities(database).where(eq(communities.key, nameKey(subreddit)));
  return found ?? null;
}

/**
 * The same, its row locked until the transaction ends: what is set of it is changed by one at a
 * time. One that is not known yet is begun, so that there is a row to lock.
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
  return found;
}

/** Every community that anything is known of, served or not, by name. */
export async function listCommunities(database: Database): Promise<readonly CommunityRecord[]> {
  return selectCommunities(database).orderBy(communities.key);
}

function selectCommunities({ orm }: Pick<Database, "orm">) {
  return orm
    .select({
      name: communities.name,
      isServed: communities.isServed,
      account: communities.account,
      trouble: communities.trouble,
      settings: communities.settings,
      texts: communities.texts,
      questions: questionSets.content,
      createdAt: communities.createdAt,
      updatedAt: communities.updatedAt,
    })
    .from(communities)
    .leftJoin(questionSets, eq(questionSets.id, communities.questionSetId));
}
