import { type AppealStore, actionKey, type RedditorQuestion } from "@appealmod/core";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { actions, appeals, redditorQuestions } from "../schema/index.ts";
import type { TransactionWithEvents } from "../transaction-with-events.ts";
import { moveAppeal } from "./stored-appeal.ts";

/** What moderators asked on the site, once it is answered. */
export function questionRecords(transact: TransactionWithEvents): Pick<AppealStore, "noteAnswer"> {
  return {
    async noteAnswer(questionId, at, event) {
      await transact(async (tx, emit) => {
        const [answered] = await tx
          .update(redditorQuestions)
          .set({ answeredAt: at })
          .where(and(eq(redditorQuestions.id, questionId), isUnanswered))
          .returning({ appealId: redditorQuestions.appealId });
        if (!answered) return;
        const key = actionKey.answered(questionId);
        await moveAppeal(tx, answered.appealId, { kind: "note-answer", key, questionId }, at);
        // On top of its moderators' queue, behind what was answered before it.
        await tx
          .update(appeals)
          .set({ queuedFrom: sql`${at.toISOString()}::timestamptz - interval '100 years'` })
          .where(eq(appeals.id, answered.appealId));
        await emit(event);
      });
    },
  };
}

/** Of an appeal, one is so at most. */
export const isUnanswered = isNull(redditorQuestions.answeredAt);

/** The message in which the bot asked it; for a query that joins questions. */
export const questionMessageId = sql<string | null>`(
  select ${actions.messageId} from ${actions}
  where ${actions.scope} = 'appeal' and ${actions.scopeId} = ${redditorQuestions.appealId}::text
    and ${actions.key} = 'question:' || ${redditorQuestions.id}
    and ${actions.status} = 'settled')`;

export function questionFrom(
  { id, body, askedBy }: typeof redditorQuestions.$inferSelect,
  messageId: string | null,
): RedditorQuestion {
  return { id, body, askedBy, messageId };
}

/** @returns its id; `null` where another one waits for its answer */
export async function storeQuestion(
  orm: Orm,
  question: typeof redditorQuestions.$inferInsert,
): Promise<string | null> {
  const [stored] = await orm
    .insert(redditorQuestions)
    .values(question)
    .onConflictDoNothing()
    .returning({ id: redditorQuestions.id });
  if (!stored) return null;
  await orm.update(appeals).set({ queuedFrom: null }).where(eq(appeals.id, question.appealId));
  return stored.id;
}
