import { createHash } from "node:crypto";
import {
  type Answers,
  type AppealState,
  actionKey,
  chooseOtherAnswer,
  type KeptDraft,
  mergeDraft,
  type OtherAnswerChoice,
  type OtherAnswers,
  type Outcome,
  type QuestionSet,
  type SeenDraft,
  showedAll,
} from "@appealmod/core";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type pg from "pg";
import { inTransaction } from "../in-transaction.ts";
import type { Database, Orm } from "../open-database.ts";
import { actions, appeals, banAppealForms, formLinks, questionSets } from "../schema/index.ts";
import { answerColumns } from "./form-answers.ts";

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
  readonly toldReason: string | null;
  /** The questions as they were when the appeal was opened. */
  readonly questions: QuestionSet;
  /** What was written and not yet submitted; `null` when nothing was, or it is submitted. */
  readonly draft: Answers | null;
  readonly draftUpdatedAt: Date | null;
  /** What its author wrote in another window, beside what is in `draft`, `answers` or `lateWords`. */
  readonly otherAnswers: OtherAnswers;
  readonly answers: Answers | null;
  /** What arrived after the end, beside what is in `answers` or `draft`; `null` for nothing. */
  readonly lateWords: Answers | null;
  readonly submittedAt: Date | null;
  /** When moderators got the answers as a private note; `null` while they have not. */
  readonly notedAt: Date | null;
  /** When the conversation was brought back to the moderators; `null` while it was not. */
  readonly forwardedAt: Date | null;
  readonly openedAt: Date;
  readonly lastChangedAt: Date;
  readonly closedAt: Date | null;
}

/** What a job about a form needs to know. */
export interface FormConversation {
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string;
}

/** Puts a job into the transaction whose client it is given. */
export type Enqueue<Subject> = (client: pg.PoolClient, subject: Subject) => Promise<unknown>;

/** How a form link's token is stored: the token itself never is. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function isInForce(token: string): SQL | undefined {
  return and(eq(formLinks.tokenHash, tokenHash(token)), isNull(formLinks.revokedAt));
}

/** The form behind a link's token; `null` for one that belongs to no form, or was replaced. */
export async function findForm({ orm }: Database, token: string): Promise<FormEntry | null> {
  const [row] = await orm
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
    .where(isInForce(token));
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
    toldReason: appeal.toldReason,
    questions,
    draft: form.draft,
    draftUpdatedAt: form.draftUpdatedAt,
    otherAnswers: form.otherAnswers ?? {},
    answers: form.answers,
    lateWords: form.lateWords,
    submittedAt: form.submittedAt,
    notedAt,
    forwardedAt,
    openedAt: appeal.openedAt,
    lastChangedAt: appeal.lastChangedAt,
    closedAt: appeal.closedAt,
  };
}

function settledAt(key: string) {
  return sql<Date | null>`(
    select ${actions.settledAt} from ${actions} where ${actions.appealId} = ${appeals.id}
      and ${actions.key} = ${key} and ${actions.status} = 'settled')`.mapWith(actions.settledAt);
}

/** Why nothing was kept. `full`: there is more than any honest form holds. */
export type NotKept = "already-submitted" | "closed" | "unknown" | "full";

/** What a page posts: cleaned answers, and what it was shown of the draft. */
export interface PostedDraft {
  readonly answers: Answers;
  /** `null` for whoever does not say: then nothing is replaced without being kept. */
  readonly seen: SeenDraft | null;
  /** What becomes of an answer that is kept beside the draft. */
  readonly choice?: OtherAnswerChoice | null;
}

/** Several times what the longest form holds: it bounds what one link can store. */
const mostKept = { characters: 1_000_000, otherAnswers: 50 };

/**
 * Keeps what was written so far, for as long as the form can still be submitted: brought together
 * with what other pages have saved meanwhile.
 *
 * @returns all that is kept now
 */
export async function saveDraft(
  database: Database,
  token: string,
  { answers, seen, choice }: PostedDraft,
  at: Date,
): Promise<KeptDraft | NotKept> {
  return inTransaction(database, async (orm) => {
    const form = await lockForm(orm, token);
    const reason = reasonNotToKeep(form);
    if (!form || reason) return reason ?? "unknown";
    const merged = mergeDraft(form.questions, form.kept, answers, seen);
    const kept = choice ? chooseOtherAnswer(form.questions, merged, choice) : merged;
    if (isFull(kept)) return "full";
    await storeDraft(orm, form.id, kept, at);
    return kept;
  });
}

/**
 * Keeps what arrived after the end for its author, brought together with what did before. Nothing
 * follows from it: it is no draft, and nobody is handed it.
 *
 * @returns whether any words are kept that came late
 */
export async function keepLateWords(
  database: Database,
  token: string,
  words: Answers,
  seen: SeenDraft | null,
): Promise<boolean | "full"> {
  return inTransaction(database, async (orm) => {
    const form = await lockForm(orm, token);
    if (!form) return false;
    const { draft, otherAnswers } = mergeDraft(
      form.questions,
      { draft: form.lateWords ?? {}, otherAnswers: form.kept.otherAnswers },
      words,
      seen,
    );
    if (isFull({ draft, otherAnswers })) return "full";
    const isAny = Object.keys(draft).length > 0;
    await orm
      .update(banAppealForms)
      .set({ lateWords: isAny ? draft : null, otherAnswers })
      .where(eq(banAppealForms.appealId, form.id));
    return isAny;
  });
}

/**
 * Stores checked answers and enqueues what follows from them, both or neither. Of two
 * submits at once, one is `submitted`.
 *
 * @returns `changed` where more is kept than the answers hold and the page has shown: it was
 * brought together with them and nothing is sent, for its author has to see it first
 */
export async function submitForm(
  database: Database,
  submission: {
    readonly token: string;
    readonly answers: Answers;
    readonly seen?: SeenDraft | null;
    readonly at: Date;
    readonly enqueue: Enqueue<FormConversation>;
  },
): Promise<"submitted" | "changed" | NotKept> {
  const { token, answers, seen = null, at, enqueue } = submission;
  return inTransaction(database, async (orm, client) => {
    const form = await lockForm(orm, token);
    const reason = reasonNotToKeep(form);
    if (!form || reason) return reason ?? "unknown";
    const kept = mergeDraft(form.questions, form.kept, answers, seen);
    if (isFull(kept)) return "full";
    if (!showedAll(form.questions, kept, answers, seen)) {
      await storeDraft(orm, form.id, kept, at);
      return "changed";
    }
    await orm
      .update(banAppealForms)
      .set({
        ...answerColumns(answers),
        answers,
        draft: null,
        draftUpdatedAt: null,
        otherAnswers: kept.otherAnswers,
        submittedAt: at,
        updatedAt: at,
      })
      .where(eq(banAppealForms.appealId, form.id));
    // Due at once: should the job be lost, the next look at what is due finds it.
    await orm
      .update(appeals)
      .set({ lastChangedAt: at, nextCheckAt: at })
      .where(eq(appeals.id, form.id));
    const { conversationId, subreddit, username } = form;
    await enqueue(client, { conversationId, subreddit, username });
    return "submitted";
  });
}

interface LockedForm extends FormConversation {
  /** The appeal's. */
  readonly id: string;
  readonly state: AppealState;
  readonly submittedAt: Date | null;
  readonly questions: QuestionSet;
  readonly kept: KeptDraft;
  readonly lateWords: Answers | null;
}

/** The form behind a link, its row and its appeal's locked until the transaction ends. */
async function lockForm(orm: Orm, token: string): Promise<LockedForm | null> {
  const [row] = await orm
    .select({
      id: appeals.id,
      state: appeals.state,
      conversationId: appeals.conversationId,
      subreddit: appeals.subreddit,
      username: appeals.username,
      submittedAt: banAppealForms.submittedAt,
      draft: banAppealForms.draft,
      otherAnswers: banAppealForms.otherAnswers,
      lateWords: banAppealForms.lateWords,
      questions: questionSets.content,
    })
    .from(formLinks)
    .innerJoin(appeals, eq(appeals.id, formLinks.appealId))
    .innerJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .innerJoin(questionSets, eq(questionSets.id, banAppealForms.questionSetId))
    .where(isInForce(token))
    .for("no key update", { of: [appeals, banAppealForms] });
  if (!row) return null;
  const { draft, otherAnswers, ...form } = row;
  return { ...form, kept: { draft: draft ?? {}, otherAnswers: otherAnswers ?? {} } };
}

function reasonNotToKeep(form: LockedForm | null): NotKept | null {
  if (!form) return "unknown";
  if (form.submittedAt) return "already-submitted";
  return form.state === "closed" ? "closed" : null;
}

function isFull(kept: KeptDraft): boolean {
  return (
    Object.values(kept.otherAnswers).some(({ length }) => length > mostKept.otherAnswers) ||
    JSON.stringify(kept).length > mostKept.characters
  );
}

async function storeDraft(orm: Orm, appealId: string, kept: KeptDraft, at: Date): Promise<void> {
  await orm
    .update(banAppealForms)
    .set({ ...kept, draftUpdatedAt: at, updatedAt: at })
    .where(eq(banAppealForms.appealId, appealId));
}
