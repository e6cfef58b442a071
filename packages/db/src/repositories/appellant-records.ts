import {
  type AppealStore,
  actionKey,
  type EarlierAppeal,
  type Group,
  isOpen,
  type NameKey,
  nameKey,
  type Redditor,
} from "@appealmod/core";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Orm } from "../open-database.ts";
import { redditorKeys } from "../redditor-key.ts";
import {
  actions,
  appealConversations,
  appeals,
  banAppealForms,
  groupAssignments,
  moderatorDecisions,
  questionSets,
  redditorQuestions,
} from "../schema/index.ts";
import type { TransactionWithEvents } from "../transaction-with-events.ts";
import { decisionFrom, decisionLiftedAt, isUnderWay } from "./moderator-decisions.ts";
import { isUnanswered, questionFrom, questionMessageId } from "./redditor-questions.ts";
import { appealFrom, formColumns, submittedForm } from "./stored-appeal.ts";

/** What is known of a redditor in a community: two queries, whatever their history. */
export function appellantRecords(
  { orm }: Database,
  transact: TransactionWithEvents,
): Pick<AppealStore, "findRecords" | "drawGroup" | "rename"> {
  return {
    async findRecords({ subreddit, redditor, conversationId }) {
      const subredditKey = nameKey(subreddit);
      const keys = redditor === null ? keysOfGoneAccount(conversationId) : keysOf(redditor);
      const [rows, [beside]] = await Promise.all([
        appealsOf(orm, subredditKey, keys),
        orm
          .select({
            group: sql<Group | null>`(
              select ${groupAssignments.group} from ${groupAssignments}
              where ${groupAssignments.subredditKey} = ${subredditKey}
                and ${groupAssignments.redditorKey} in ${keys}
              order by ${groupAssignments.drawnAt} limit 1)`.mapWith(groupAssignments.group),
            drawnAs: sql<string | null>`(
              select ${groupAssignments.usernameKey} from ${groupAssignments}
              where ${groupAssignments.subredditKey} = ${subredditKey}
                and ${groupAssignments.redditorKey} in ${keys}
              order by ${groupAssignments.drawnAt} limit 1)`,
            isKnownByName: sql<boolean>`exists (
              select from ${groupAssignments}
              where ${groupAssignments.redditorId} is null
                and ${groupAssignments.subredditKey} = ${subredditKey}
                and ${groupAssignments.redditorKey} in ${keys})`,
            settled: sql<string[]>`array(
              select ${actions.key} from ${actions}
              where ${actions.scope} = 'conversation' and ${actions.scopeId} = ${conversationId}
                and ${actions.status} in ('settled', 'given-up'))`,
          })
          .from(sql`(select) as once`),
      ]);
      const lacksId = ({ appeal }: (typeof rows)[number]) => appeal.redditorId === null;
      if (redditor?.id && (beside?.isKnownByName || rows.some(lacksId)))
        await identify(orm, redditor.id, redditor.name);
      const known = rows.map((row) => ({
        ...row,
        appeal: appealFrom(row.appeal, submittedForm(row.appeal.id, row)),
      }));
      const open = known.find(({ appeal }) => isOpen(appeal));
      return {
        drawnAs: beside?.drawnAs ?? null,
        group: beside?.group ?? null,
        appeal: open?.appeal ?? null,
        earlierAppeals: known
          .filter(({ appeal }) => !isOpen(appeal))
          .map(({ appeal }): EarlierAppeal => {
            const { id, bannedAt, openedAt, closedAt, outcome, form } = appeal;
            const formSubmittedAt = form?.submittedAt ?? null;
            const at = { bannedAt, openedAt, closedAt, formSubmittedAt };
            return { id, outcome, conversationId: appeal.conversationId, ...at };
          }),
        moderatorDecision: open?.decision ? decisionFrom(open.decision, open.liftedAt) : null,
        question: open?.question ? questionFrom(open.question, open.questionMessageId) : null,
        settledForAppeal: new Set(
          open ? [...open.settled, ...open.linked.map((id) => actionKey.link(id))] : [],
        ),
        givenUpForAppeal: new Map(
          (open?.givenUp ?? []).map(({ key, after }) => [key, after] as const),
        ),
        settledForConversation: new Set(beside?.settled),
      };
    },

    async drawGroup({ subreddit, redditor, group, treatmentFraction, at, event }) {
      const subredditKey = nameKey(subreddit);
      const usernameKey = nameKey(redditor.name);
      return transact(async (tx, emit) => {
        const [drawn] = await tx
          .insert(groupAssignments)
          .values({
            subredditKey,
            redditorId: redditor.id,
            usernameKey,
            group,
            treatmentFraction,
            drawnAt: at,
          })
          .onConflictDoUpdate({
            target: [groupAssignments.subredditKey, groupAssignments.redditorKey],
            // Writes what stands there already: only so does the answer hold the earlier draw.
            set: { group: sql`${groupAssignments.group}` },
          })
          .returning({ group: groupAssignments.group, isNew: sql<boolean>`xmax = 0` });
        if (drawn?.isNew) await emit(event);
        return drawn?.group ?? group;
      });
    },

    async rename(redditorId, name, event) {
      const shown = { username: name, usernameKey: nameKey(name) };
      await transact(async (tx, emit) => {
        await tx.update(appeals).set(shown).where(eq(appeals.redditorId, redditorId));
        await tx
          .update(banAppealForms)
          .set({ redditUsername: name })
          .where(
            inArray(
              banAppealForms.appealId,
              tx.select({ id: appeals.id }).from(appeals).where(eq(appeals.redditorId, redditorId)),
            ),
          );
        await emit(event);
      });
    },
  };
}

/** Rows that know a redditor by name alone, from before ids were kept, get the account's id. */
async function identify(orm: Orm, redditorId: string, name: string): Promise<void> {
  for (const table of [appeals, groupAssignments])
    await orm
      .update(table)
      .set({ redditorId })
      .where(and(isNull(table.redditorId), eq(table.usernameKey, nameKey(name))));
}

async function appealsOf(orm: Orm, subredditKey: NameKey, keys: SQL) {
  return orm
    .select({
      appeal: appeals,
      ...formColumns,
      decision: moderatorDecisions,
      liftedAt: decisionLiftedAt,
      question: redditorQuestions,
      questionMessageId,
      settled: sql<string[]>`array(
        select ${actions.key} from ${actions}
        where ${actions.scope} = 'appeal' and ${actions.scopeId} = ${appeals.id}::text
          and ${actions.status} = 'settled')`,
      givenUp: sql`coalesce((
        select json_agg(json_build_object('key', ${actions.key}, 'after', ${actions.afterMessageId}))
        from ${actions}
        where ${actions.scope} = 'appeal' and ${actions.scopeId} = ${appeals.id}::text
          and ${actions.status} = 'given-up'), '[]'::json)`.mapWith(readGivenUp),
      linked: sql<string[]>`array(
        select ${appealConversations.conversationId} from ${appealConversations}
        where ${appealConversations.appealId} = ${appeals.id})`,
    })
    .from(appeals)
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .leftJoin(moderatorDecisions, and(eq(moderatorDecisions.appealId, appeals.id), isUnderWay))
    .leftJoin(redditorQuestions, and(eq(redditorQuestions.appealId, appeals.id), isUnanswered))
    .where(and(eq(appeals.subredditKey, subredditKey), sql`${appeals.redditorKey} in ${keys}`))
    .orderBy(appeals.openedAt, appeals.id);
}

const givenUpSchema = z.array(z.object({ key: z.string(), after: z.string().nullable() }));

function readGivenUp(value: unknown): z.infer<typeof givenUpSchema> {
  return givenUpSchema.parse(value);
}

function keysOf(redditor: Redditor): SQL {
  return sql`${redditorKeys(redditor)}`;
}

/** Reddit withholds a deleted account's name; the conversation was known under it before. */
function keysOfGoneAccount(conversationId: string): SQL {
  return sql`(select coalesce(
    (select a.redditor_key from appeals a join appeal_conversations c on c.appeal_id = a.id
      where c.conversation_id = ${conversationId}
      order by a.state = 'closed', a.opened_at desc limit 1),
    (select coalesce(redditor_id, 'u/' || lower(username)) from conversations
      where conversation_id = ${conversationId})))`;
}
