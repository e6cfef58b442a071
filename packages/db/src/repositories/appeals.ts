import { type Appeal, type AppealStore, actionKey, isTreated, nameKey } from "@appealmod/core";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { redditorKeys } from "../redditor-key.ts";
import {
  appealConversations,
  appeals,
  banAppealForms,
  communities,
  formLinks,
  questionSets,
} from "../schema/index.ts";
import type { TransactionWithEvents } from "../transaction-with-events.ts";
import { tokenHash } from "./forms.ts";
import { endDecision } from "./moderator-decisions.ts";
import { keepQuestionSet } from "./question-sets.ts";
import { appealFrom, formColumns, moveAppeal, submittedForm } from "./stored-appeal.ts";

/** The life of an appeal: opened, linked, taken up by people, closed. */
export function appealRecords(
  { orm }: Database,
  transact: TransactionWithEvents,
): Pick<
  AppealStore,
  | "openAppeal"
  | "linkConversation"
  | "markInvolved"
  | "keepBanMessage"
  | "closeAppeal"
  | "scheduleCheck"
  | "registerFormToken"
  | "appealConversations"
> {
  return {
    async openAppeal(opening) {
      return transact(async (tx, emit) => {
        const opened = await insertAppeal(tx, opening);
        if (!opened) return findOpenAppeal(tx, opening);
        await emit(opening.event && { ...opening.event, appealId: opened.id });
        return opened;
      });
    },

    async linkConversation(appealId, conversationId, at, event) {
      await transact(async (tx, emit) => {
        const linked = await tx
          .insert(appealConversations)
          .values({ appealId, conversationId, linkedAt: at })
          .onConflictDoNothing()
          .returning({ appealId: appealConversations.appealId });
        if (linked.length === 0) return;
        const key = actionKey.link(conversationId);
        await moveAppeal(tx, appealId, { kind: "link-conversation", key }, at);
        await emit(event);
      });
    },

    async markInvolved(appealId, at, event) {
      await transact(async (tx, emit) => {
        const action = { kind: "mark-involved", key: actionKey.involved } as const;
        if (await moveAppeal(tx, appealId, action, at)) await emit(event);
      });
    },

    async keepBanMessage(appealId, reason) {
      await orm
        .update(appeals)
        .set({ banMessage: reason })
        .where(and(eq(appeals.id, appealId), isNull(appeals.banMessage)));
    },

    async closeAppeal(appealId, { outcome, at, lift = null, decision, event }) {
      await transact(async (tx, emit) => {
        const action = { kind: "close-appeal", key: actionKey.close, outcome, lift } as const;
        if (!(await moveAppeal(tx, appealId, action, at))) return;
        await emit(event);
        if (decision) await endDecision(tx, emit, decision, at);
      });
    },

    async scheduleCheck(appealId, at) {
      await orm
        .update(appeals)
        .set({ nextCheckAt: at })
        .where(and(eq(appeals.id, appealId), ne(appeals.state, "closed")));
    },

    async registerFormToken(appealId, token) {
      await orm
        .insert(formLinks)
        .values({ tokenHash: tokenHash(token), appealId })
        .onConflictDoNothing();
    },

    async appealConversations(appealId) {
      const rows = await orm
        .select({ id: appealConversations.conversationId })
        .from(appealConversations)
        .where(eq(appealConversations.appealId, appealId))
        .orderBy(appealConversations.linkedAt, appealConversations.conversationId);
      return rows.map(({ id }) => id);
    },
  };
}

type Opening = Parameters<AppealStore["openAppeal"]>[0];

/** `null` when the redditor has an open appeal already, which the unique index tells. */
async function insertAppeal(orm: Orm, opening: Opening): Promise<Appeal | null> {
  const { subreddit, redditor, group, bannedAt, banNote, conversationId, questions, at } = opening;
  const username = redditor.name;
  const [row] = await orm
    .insert(appeals)
    .values({
      subreddit,
      subredditKey: nameKey(subreddit),
      communityRevisionId: sql`(select ${communities.revisionId} from ${communities}
        where ${communities.key} = ${nameKey(subreddit)})`,
      redditorId: redditor.id,
      username,
      usernameKey: nameKey(username),
      group,
      bannedAt,
      banNote,
      conversationId,
      openedAt: at,
      lastChangedAt: at,
    })
    .onConflictDoNothing()
    .returning();
  if (!row) return null;
  await orm.insert(appealConversations).values({ appealId: row.id, conversationId, linkedAt: at });
  if (isTreated({ group }))
    await orm.insert(banAppealForms).values({
      redditUsername: username,
      subreddit,
      createdAt: at,
      updatedAt: at,
      appealId: row.id,
      questionSetId: await keepQuestionSet(orm, questions),
    });
  return appealFrom(row, null);
}

async function findOpenAppeal(orm: Orm, { subreddit, redditor }: Opening): Promise<Appeal> {
  const [row] = await orm
    .select({
      appeal: appeals,
      ...formColumns,
    })
    .from(appeals)
    .leftJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .leftJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .where(
      and(
        eq(appeals.subredditKey, nameKey(subreddit)),
        inArray(appeals.redditorKey, redditorKeys(redditor)),
        ne(appeals.state, "closed"),
      ),
    );
  if (!row)
    throw new Error(
      `The open appeal of u/${redditor.name} in r/${subreddit} was closed while another was being opened; the next run opens it.`,
    );
  return appealFrom(row.appeal, submittedForm(row.appeal.id, row));
}
