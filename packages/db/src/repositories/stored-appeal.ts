import {
  type Action,
  type Appeal,
  evolveAppeal,
  isOpen,
  type SubmittedForm,
} from "@appealmod/core";
import { eq } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { appeals, banAppealForms, questionSets } from "../schema/index.ts";
import { parsedColumn, unparsed } from "../schema/parsed-json.ts";

type AppealRow = typeof appeals.$inferSelect;

/** What `submittedForm` reads, of a query that joins an appeal's form and its questions. */
export const formColumns = {
  answers: unparsed(banAppealForms.answers),
  submittedAt: banAppealForms.submittedAt,
  questionSetId: banAppealForms.questionSetId,
  questions: unparsed(questionSets.content),
};

/**
 * The form that was sent; `null` where none was.
 *
 * @throws UnreadableRowError
 */
export function submittedForm(
  appealId: string,
  row: {
    readonly answers: unknown;
    readonly submittedAt: Date | null;
    readonly questionSetId: string | null;
    readonly questions: unknown;
  },
): SubmittedForm | null {
  const { submittedAt, questionSetId } = row;
  if (submittedAt === null || questionSetId === null) return null;
  const answers = parsedColumn(banAppealForms.answers, row.answers, appealId);
  const questions = parsedColumn(questionSets.content, row.questions, questionSetId);
  return answers && { answers, questions, submittedAt };
}

/** An appeal's row in the domain's terms. */
export function appealFrom(row: AppealRow, form: SubmittedForm | null): Appeal {
  const { subredditKey, usernameKey, redditorKey, communityRevisionId, ...kept } = row;
  const { nextCheckAt, lateReportedAt, queuedFrom, ...appeal } = kept;
  return { ...appeal, form };
}

/**
 * Moves a stored appeal on by an action that was carried out. Nothing moves a closed one:
 * an effect that is only now found to have happened does not open it again.
 *
 * @returns whether it was open, and so has moved on
 */
export async function moveAppeal(
  orm: Orm,
  appealId: string,
  action: Action,
  at: Date,
): Promise<boolean> {
  const [row] = await orm
    .select()
    .from(appeals)
    .where(eq(appeals.id, appealId))
    .for("no key update");
  if (!row || !isOpen(row)) return false;
  const { state, outcome, lastChangedAt, closedAt, grantedBy, isModeratorInvolved } = evolveAppeal(
    appealFrom(row, null),
    action,
    at,
  );
  const nextCheckAt = isOpen({ state }) ? row.nextCheckAt : null;
  await orm
    .update(appeals)
    .set({
      state,
      outcome,
      lastChangedAt,
      closedAt,
      grantedBy,
      isModeratorInvolved,
      nextCheckAt,
    })
    .where(eq(appeals.id, appealId));
  return true;
}
