import {
  type CommunityConfiguration,
  type ConfigurationChanges,
  type EventActor,
  nameKey,
  type QuestionSet,
} from "@appealmod/core";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { communities, communityRevisions, questionSets } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/** That a community's configuration was changed: when, by whom, in what. */
export interface CommunityRevision {
  /** From 1 for each community. */
  readonly number: number;
  readonly at: Date;
  readonly actor: EventActor;
  readonly changed: ConfigurationChanges;
}

/** The same with all that the community set of its own from then on. */
export interface FullCommunityRevision extends CommunityRevision, CommunityConfiguration {
  /** `null` where the default questions were asked. */
  readonly questions: QuestionSet | null;
}

/** Stores a revision and puts it in force. The community's row is locked by the same transaction. */
export async function storeRevision(
  orm: Orm,
  subreddit: string,
  { number, at, actor, changed, ...own }: CommunityRevision & CommunityConfiguration,
): Promise<void> {
  const key = nameKey(subreddit);
  const { settings, texts, questionSetId } = own;
  const [stored] = await orm
    .insert(communityRevisions)
    .values({
      subredditKey: key,
      number,
      at,
      actorKind: actor.kind,
      actorName: actor.name ?? null,
      changed,
      settings,
      texts,
      questionSetId,
    })
    .returning({ id: communityRevisions.id });
  await orm
    .update(communities)
    .set({ revisionId: stored?.id, updatedAt: sql`now()` })
    .where(eq(communities.key, key));
}

/** Every revision of a community, the newest first. */
export async function listRevisions(
  { orm }: Pick<Database, "orm">,
  subreddit: string,
  onUnreadable: OnUnreadable,
): Promise<readonly CommunityRevision[]> {
  const key = nameKey(subreddit);
  const rows = await orm
    .select(revisionColumns)
    .from(communityRevisions)
    .where(eq(communityRevisions.subredditKey, key))
    .orderBy(desc(communityRevisions.number));
  return readableRows(rows, (row) => revisionFrom(row, key), onUnreadable);
}

/** @throws UnreadableRowError */
export async function findRevision(
  { orm }: Pick<Database, "orm">,
  subreddit: string,
  number: number,
): Promise<FullCommunityRevision | null> {
  const key = nameKey(subreddit);
  const [row] = await orm
    .select({ ...revisionColumns, ...configurationColumns })
    .from(communityRevisions)
    .leftJoin(questionSets, eq(questionSets.id, communityRevisions.questionSetId))
    .where(and(eq(communityRevisions.subredditKey, key), eq(communityRevisions.number, number)));
  return row ? { ...revisionFrom(row, key), ...configurationFrom(row, key, number) } : null;
}

const revisionColumns = {
  number: communityRevisions.number,
  at: communityRevisions.at,
  actorKind: communityRevisions.actorKind,
  actorName: communityRevisions.actorName,
  changed: unparsed(communityRevisions.changed),
};

function revisionFrom(
  row: {
    readonly number: number;
    readonly at: Date;
    readonly actorKind: EventActor["kind"];
    readonly actorName: string | null;
    readonly changed: unknown;
  },
  key: string,
): CommunityRevision {
  const { number, at, actorKind: kind, actorName: name } = row;
  return {
    number,
    at,
    actor: { kind, ...(name === null ? {} : { name }) },
    changed: parsedColumn(communityRevisions.changed, row.changed, rowName(key, number)),
  };
}

/** What `configurationFrom` reads, of a query that joins a revision and its questions. */
export const configurationColumns = {
  settings: unparsed(communityRevisions.settings),
  texts: unparsed(communityRevisions.texts),
  questionSetId: communityRevisions.questionSetId,
  questions: unparsed(questionSets.content),
};

/**
 * What a revision sets.
 *
 * @throws UnreadableRowError that names the community and the revision
 */
export function configurationFrom(
  row: {
    readonly settings: unknown;
    readonly texts: unknown;
    readonly questionSetId: string | null;
    readonly questions: unknown;
  },
  key: string,
  number: number,
): CommunityConfiguration & Pick<FullCommunityRevision, "questions"> {
  const { questionSetId, questions } = row;
  const revision = rowName(key, number);
  return {
    settings: parsedColumn(communityRevisions.settings, row.settings, revision),
    texts: parsedColumn(communityRevisions.texts, row.texts, revision),
    questionSetId,
    questions:
      questionSetId === null ? null : parsedColumn(questionSets.content, questions, questionSetId),
  };
}

/** What finds a revision's row, for people: the number alone does not tell whose it is. */
function rowName(key: string, number: number): string {
  return `${key}/${number}`;
}
