import { type AppealStore, actionKey, type EarlierAppeal, isOpen } from "@appealmod/core";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { nameKey } from "../name-key.ts";
import type { Database } from "../open-database.ts";
import {
  actions,
  appealConversations,
  appeals,
  banAppealForms,
  groupAssignments,
  questionSets,
} from "../schema/index.ts";
import { appealFrom } from "./stored-appeal.ts";

/** What is known of a redditor in a community: two queries, whatever their history. */
export function appellantRecords({
  orm,
}: Database): Pick<AppealStore, "findRecords" | "drawGroup"> {
  return {
    async findRecords({ subreddit, username, conversationId }) {
      const subredditKey = nameKey(subreddit);
      const usernameKey =
        username === null || username === "[deleted]"
          ? nameOfGoneAccount(conversationId)
          : sql`${nameKey(username)}`;
      const [rows, [beside]] = await Promise.all([
        appealsOf(orm, subredditKey, usernameKey),
        orm
          .select({
            group: sql<"treatment" | "control" | null>`(
              select ${groupAssignments.group} from ${groupAssignments}
              where ${groupAssignments.subredditKey} = ${subredditKey}
                and ${groupAssignments.usernameKey} = ${usernameKey})`,
            settled: settledKeys("conversation", sql`${conversationId}`),
          })
          .from(sql`(select) as once`),
      ]);
      const known = rows.map(({ appeal, answers, submittedAt, questions, ...keys }) => ({
        ...keys,
        appeal: appealFrom(
          appeal,
          answers && submittedAt && questions ? { answers, questions, submittedAt } : null,
        ),
      }));
      const open = known.find(({ appeal }) => isOpen(appeal));
      return {
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
        settledForAppeal: new Set(
          open ? [...open.settled, ...open.linked.map((id) => actionKey.link(id))] : [],
        ),
        settledForConversation: new Set(beside?.settled),
      };
    },

    async drawGroup({ subreddit, username, group, treatmentFraction, at }) {
      const subredditKey = nameKey(subreddit);
      const usernameKey = nameKey(username);
      const [drawn] = await orm
        .insert(groupAssignments)
        .values({ subredditKey, usernameKey, group, treatmentFraction, drawnAt: at })
        .onConflictDoUpdate({
          target: [groupAssignments.subredditKey, groupAssignments.usernameKey],
          // Writes what stands there already: only so does the answer hold the earlier draw.
          set: { group: sql`${groupAssignments.group}` },
        })
        .returning({ group: groupAssignments.group });
      return drawn?.group ?? group;
    },
  };
}

async function appealsOf(orm: Database["orm"], subredditKey: string, usernameKey: SQL) {
  return orm
    .select({
      appeal: appeals,
      answers: banAppealForms.answers,
      submittedAt: banAppealForms.submittedAt,
      questions: questionSets.content,
      settled: settledKeys("appeal", sql`${appeals.id}::text`),
      linked: sql<string[]>`array(
        select ${appealConversations.conversationId} from ${appealConversations}
        where ${appealConversations.appealId} = ${appeals.id})`,
    })
    .from(appeals)
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .where(and(eq(appeals.subredditKey, subredditKey), eq(appeals.usernameKey, usernameKey)))
    .orderBy(appeals.openedAt, appeals.id);
}

function settledKeys(scope: "appeal" | "conversation", scopeId: SQL): SQL<string[]> {
  return sql<string[]>`array(
    select ${actions.key} from ${actions}
    where ${actions.scope} = ${scope} and ${actions.scopeId} = ${scopeId}
      and ${actions.status} = 'settled')`;
}

/** Reddit withholds a deleted account's name; the conversation was known under it before. */
function nameOfGoneAccount(conversationId: string): SQL {
  return sql`coalesce(
    (select a.username_key from appeals a join appeal_conversations c on c.appeal_id = a.id
      where c.conversation_id = ${conversationId}
      order by a.state = 'closed', a.opened_at desc limit 1),
    (select lower(username) from conversations where conversation_id = ${conversationId}))`;
}
