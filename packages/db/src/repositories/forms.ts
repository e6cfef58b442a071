import { createHash } from "node:crypto";
import {
  type Answers,
  type AppealState,
  actionKey,
  formSubmitted,
  type KeptDraft,
  type OtherAnswers,
  type Outcome,
  type QuestionSet,
} from "@appealmod/core";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { actions, appeals, banAppealForms, formLinks, questionSets } from "../schema/index.ts";
import { builtOnce } from "./built-once.ts";
import { answerColumns } from "./form-answers.ts";
import { naming } from "./unreadable-row.ts";

/** What stands behind a form link: the appeal's form, as its appellant may see it. */
export interface FormEntry {
  readonly appealId: string;
  readonly subreddit: string;
  readonly username: string;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly isModeratorInvolved: boolean;
  readonly conversationId: string;
  /** What Reddit's notice told the appellant about the ban; `null` while it is not known. */
  readonly banMessage: string | null;
  /** The questions as they were when the appeal was opened. */
  readonly questions: QuestionSet;
  /** What was written and not yet submitted; `null` when nothing was, or it is submitted. */
  readonly draft: Answers | null;
  readonly draftUpdatedAt: Date | null;
  /** What its author wrote in another window, beside what is in `draft`, `answers` or `lateAnswers`. */
  readonly otherAnswers: OtherAnswers;
  readonly answers: Answers | null;
  /** What arrived after the end, beside what is in `answers` or `draft`; `null` for nothing. */
  readonly lateAnswers: Answers | null;
  readonly submittedAt: Date | null;
  /** When moderators got the answers as a private note; `null` while they have not. */
  readonly notedAt: Date | null;
  /** When the conversation was brought back to the moderators; `null` while it was not. */
  readonly forwardedAt: Date | null;
  readonly openedAt: Date;
  readonly lastChangedAt: Date;
  /** When the bot next looks at it by itself: while nothing else is due, when the form closes. */
  readonly nextCheckAt: Date | null;
  readonly closedAt: Date | null;
}

/** What a job about a form needs to know. */
export interface FormConversation {
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string;
}

/** How a form link's token is stored: the token itself never is. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Of the token with this `hash`. */
function isInForce(): SQL | undefined {
  return and(eq(formLinks.tokenHash, sql.placeholder("hash")), isNull(formLinks.revokedAt));
}

/**
 * The form behind a link's token; `null` for one that belongs to no form, or was replaced.
 *
 * @throws UnreadableRowError
 */
export async function findForm({ orm }: Database, token: string): Promise<FormEntry | null> {
  const [row] = await namingForm(token, () => formBehind(orm).execute({ hash: tokenHash(token) }));
  if (!row) return null;
  const { appeal, form, questions, notedAt, forwardedAt } = row;
  return {
    appealId: appeal.id,
    subreddit: appeal.subreddit,
    username: appeal.username,
    state: appeal.state,
    outcome: appeal.outcome,
    isModeratorInvolved: appeal.isModeratorInvolved,
    conversationId: appeal.conversationId,
    banMessage: appeal.banMessage,
    questions,
    draft: form.draft,
    draftUpdatedAt: form.draftUpdatedAt,
    otherAnswers: form.otherAnswers ?? {},
    answers: form.answers,
    lateAnswers: form.lateAnswers,
    submittedAt: form.submittedAt,
    notedAt,
    forwardedAt,
    openedAt: appeal.openedAt,
    lastChangedAt: appeal.lastChangedAt,
    nextCheckAt: appeal.nextCheckAt,
    closedAt: appeal.closedAt,
  };
}

const formBehind = builtOnce((orm) =>
  orm
    .select({
      appeal: appeals,
      form: banAppealForms,
      questions: questionSets.content,
      notedAt: settledAt(actionKey.answers(1)),
      forwardedAt: settledAt(actionKey.unarchive),
    })
    .from(formLinks)
    .innerJoin(appeals, eq(appeals.id, formLinks.appealId))
    .innerJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .innerJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .where(isInForce())
    .prepare(""),
);

/** An unreadable row of a form is told by the row of its link: what leads there is all that is known. */
function namingForm<T>(token: string, read: () => PromiseLike<T>): Promise<T> {
  return naming(`with form_links.token_hash ${tokenHash(token)}`, read);
}

function settledAt(key: string) {
  return sql<Date | null>`(
    select ${actions.settledAt} from ${actions} where ${actions.appealId} = ${appeals.id}
      and ${actions.key} = ${key} and ${actions.status} = 'settled')`.mapWith(actions.settledAt);
}

/** A form that nobody else can change until the transaction ends. */
export interface LockedForm extends FormConversation {
  readonly appealId: string;
  readonly state: AppealState;
  readonly submittedAt: Date | null;
  readonly questions: QuestionSet;
  readonly kept: KeptDraft;
  readonly answers: Answers | null;
  readonly lateAnswers: Answers | null;
}

/**
 * The form behind a link, its row and its appeal's locked until the transaction ends.
 *
 * @throws UnreadableRowError
 */
export async function lockForm(orm: Orm, token: string): Promise<LockedForm | null> {
  const [row] = await namingForm(token, () => lockedForm(orm).execute({ hash: tokenHash(token) }));
  if (!row) return null;
  const { draft, otherAnswers, ...form } = row;
  return { ...form, kept: { draft: draft ?? {}, otherAnswers: otherAnswers ?? {} } };
}

const lockedForm = builtOnce((orm) =>
  orm
    .select({
      appealId: appeals.id,
      state: appeals.state,
      conversationId: appeals.conversationId,
      subreddit: appeals.subreddit,
      username: appeals.username,
      submittedAt: banAppealForms.submittedAt,
      draft: banAppealForms.draft,
      otherAnswers: banAppealForms.otherAnswers,
      answers: banAppealForms.answers,
      lateAnswers: banAppealForms.lateAnswers,
      questions: questionSets.content,
    })
    .from(formLinks)
    .innerJoin(appeals, eq(appeals.id, formLinks.appealId))
    .innerJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .innerJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .where(isInForce())
    .for("no key update", { of: [appeals, banAppealForms] })
    .prepare(""),
);

export async function storeDraft(
  orm: Orm,
  appealId: string,
  kept: KeptDraft,
  at: Date,
): Promise<void> {
  await orm
    .update(banAppealForms)
    .set({ ...kept, draftUpdatedAt: at, updatedAt: at })
    .where(eq(banAppealForms.appealId, appealId));
}

/** Stores what arrived after the end; an empty draft is stored as none. */
export async function storeLateAnswers(
  orm: Orm,
  appealId: string,
  { draft, otherAnswers }: KeptDraft,
): Promise<void> {
  await orm
    .update(banAppealForms)
    .set({ lateAnswers: Object.keys(draft).length > 0 ? draft : null, otherAnswers })
    .where(eq(banAppealForms.appealId, appealId));
}

/** Stores a form as sent, and makes its appeal due at once. */
export async function storeSentForm(
  orm: Orm,
  appealId: string,
  sent: {
    readonly answers: Answers;
    readonly otherAnswers: OtherAnswers;
    readonly at: Date;
  },
): Promise<void> {
  const { answers, otherAnswers, at } = sent;
  await orm
    .update(banAppealForms)
    .set({
      ...answerColumns(answers),
      answers,
      draft: null,
      draftUpdatedAt: null,
      otherAnswers,
      submittedAt: at,
      updatedAt: at,
    })
    .where(eq(banAppealForms.appealId, appealId));
  await orm.update(appeals).set(formSubmitted(at)).where(eq(appeals.id, appealId));
}
