import type { Answers, Appeal, QuestionSet, RedditAction } from "@appealmod/core";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import {
  actions,
  appealConversations,
  appeals,
  banAppealForms,
  communityRevisions,
  questionSets,
} from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";
import { type TimelineEvent, timelineOf } from "./events.ts";
import { naming } from "./unreadable-row.ts";

/** Everything that is kept about one appeal, the form link's token left out. */
export interface AppealDetails extends Omit<Appeal, "form"> {
  readonly nextCheckAt: Date | null;
  /** The number of its community's revision that was in force when it was opened; `null` where there was none, or it is not known. */
  readonly communityRevision: number | null;
  /** In the order in which they were linked, the first one included. */
  readonly conversations: readonly { readonly id: string; readonly linkedAt: Date }[];
  /** `null` for an appeal in control. What is not submitted yet stays its writer's own. */
  readonly form: FormDetails | null;
  /** In the order in which they were claimed. */
  readonly actions: readonly AppealAction[];
  /** What happened, oldest first, what led to the appeal included. */
  readonly timeline: readonly TimelineEvent[];
}

export interface FormDetails {
  /** As they were when the appeal was opened. */
  readonly questions: QuestionSet;
  readonly answers: Answers | null;
  readonly submittedAt: Date | null;
  /** When something was last written and not submitted; `null` when nothing was. */
  readonly draftUpdatedAt: Date | null;
}

export interface AppealAction {
  readonly key: string;
  readonly action: RedditAction;
  readonly conversationId: string;
  readonly claimedAt: Date;
  /** `null` while it is not known whether it happened. */
  readonly settledAt: Date | null;
  readonly messageId: string | null;
}

/** Ids of appeals that begin so, at most as many as the limit says. */
export async function appealIdsBeginning(
  { orm }: Database,
  beginning: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await orm
    .select({ id: appeals.id })
    .from(appeals)
    .where(sql`starts_with(${appeals.id}::text, ${beginning.toLowerCase()})`)
    .orderBy(appeals.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * @param id a whole id, as a UUID; `null` where there is no such appeal
 * @throws UnreadableRowError
 */
export async function findAppealDetails(
  { orm }: Database,
  id: string,
): Promise<AppealDetails | null> {
  const [row] = await naming(id, () =>
    orm
      .select({
        appeal: appeals,
        communityRevision: communityRevisions.number,
        form: {
          questions: questionSets.content,
          answers: banAppealForms.answers,
          submittedAt: banAppealForms.submittedAt,
          draftUpdatedAt: banAppealForms.draftUpdatedAt,
        },
      })
      .from(appeals)
      .leftJoin(communityRevisions, eq(communityRevisions.id, appeals.communityRevisionId))
      .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
      .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
      .where(eq(appeals.id, id)),
  );
  if (!row) return null;
  const { subredditKey, usernameKey, redditorKey, communityRevisionId, ...kept } = row.appeal;
  const { lateReportedAt, ...appeal } = kept;
  const { questions, ...form } = row.form;
  const conversations = await orm
    .select({ id: appealConversations.conversationId, linkedAt: appealConversations.linkedAt })
    .from(appealConversations)
    .where(eq(appealConversations.appealId, id))
    .orderBy(appealConversations.linkedAt, appealConversations.conversationId);
  return {
    ...appeal,
    communityRevision: row.communityRevision,
    conversations,
    form: questions === null ? null : { questions, ...form },
    actions: await actionsOf(orm, id),
    timeline: await timelineOf(orm, {
      appealId: id,
      conversationIds: conversations.map((conversation) => conversation.id),
    }),
  };
}

async function actionsOf(orm: Database["orm"], appealId: string): Promise<AppealAction[]> {
  const { id, key, action, conversationId, claimedAt, settledAt, messageId } = actions;
  const known = { key, conversationId, claimedAt, settledAt, messageId };
  const rows = await orm
    .select({ id, ...known, action: unparsed(action) })
    .from(actions)
    .where(eq(actions.appealId, appealId))
    .orderBy(claimedAt, id);
  return rows.map(({ id, ...row }) => ({ ...row, action: parsedColumn(action, row.action, id) }));
}
