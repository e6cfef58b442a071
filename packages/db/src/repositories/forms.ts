import { createHash } from "node:crypto";
import {
  type Answers,
  type AppealState,
  actionKey,
  type Outcome,
  type QuestionSet,
} from "@appealmod/core";
import { eq, inArray, sql } from "drizzle-orm";
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

/** The form behind a link's token; `null` for a token that belongs to no form. */
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
    .where(eq(formLinks.tokenHash, tokenHash(token)));
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

/** Keeps what was written so far, for as long as the form can still be submitted. */
export async function saveDraft(
  database: Database,
  token: string,
  answers: Answers,
  at: Date,
): Promise<"saved" | "already-submitted" | "closed" | "unknown"> {
  return inTransaction(database, async (orm) => {
    const locked = await lockForm(orm, token);
    if (typeof locked === "string") return locked;
    await orm
      .update(banAppealForms)
      .set({ draft: answers, draftUpdatedAt: at, updatedAt: at })
      .where(eq(banAppealForms.appealId, locked.id));
    return "saved";
  });
}

/**
 * Keeps what arrived after the end for its author, each question's newest words. Nothing follows
 * from it: it is no draft, and nobody is handed it.
 */
export async function keepLateWords(
  { orm }: Database,
  token: string,
  words: Answers,
): Promise<void> {
  const known = sql`coalesce(${banAppealForms.lateWords}, '{}'::jsonb)`;
  await orm
    .update(banAppealForms)
    .set({ lateWords: sql`${known} || ${JSON.stringify(words)}::jsonb` })
    .where(
      inArray(
        banAppealForms.appealId,
        orm
          .select({ id: formLinks.appealId })
          .from(formLinks)
          .where(eq(formLinks.tokenHash, tokenHash(token))),
      ),
    );
}

/**
 * Stores checked answers and enqueues what follows from them, both or neither. Of two
 * submits at once, one is `submitted`.
 */
export async function submitForm(
  database: Database,
  submission: {
    readonly token: string;
    readonly answers: Answers;
    readonly at: Date;
    readonly enqueue: Enqueue<FormConversation>;
  },
): Promise<"submitted" | "already-submitted" | "closed" | "unknown"> {
  const { token, answers, at, enqueue } = submission;
  return inTransaction(database, async (orm, client) => {
    const appeal = await lockForm(orm, token);
    if (typeof appeal === "string") return appeal;
    await orm
      .update(banAppealForms)
      .set({
        ...answerColumns(answers),
        answers,
        draft: null,
        draftUpdatedAt: null,
        submittedAt: at,
        updatedAt: at,
      })
      .where(eq(banAppealForms.appealId, appeal.id));
    // Due at once: should the job be lost, the next look at what is due finds it.
    await orm
      .update(appeals)
      .set({ lastChangedAt: at, nextCheckAt: at })
      .where(eq(appeals.id, appeal.id));
    const { conversationId, subreddit, username } = appeal;
    await enqueue(client, { conversationId, subreddit, username });
    return "submitted";
  });
}

type LockedAppeal = FormConversation & { readonly id: string };

/** The appeal's row, locked until the transaction ends, or why there is nothing to write to. */
async function lockForm(
  orm: Orm,
  token: string,
): Promise<LockedAppeal | "already-submitted" | "closed" | "unknown"> {
  const [row] = await orm
    .select({
      id: appeals.id,
      state: appeals.state,
      conversationId: appeals.conversationId,
      subreddit: appeals.subreddit,
      username: appeals.username,
      submittedAt: banAppealForms.submittedAt,
    })
    .from(formLinks)
    .innerJoin(appeals, eq(appeals.id, formLinks.appealId))
    .innerJoin(banAppealForms, eq(banAppealForms.appealId, appeals.id))
    .where(eq(formLinks.tokenHash, tokenHash(token)))
    .for("no key update", { of: [appeals, banAppealForms] });
  if (!row) return "unknown";
  if (row.submittedAt) return "already-submitted";
  if (row.state === "closed") return "closed";
  return row;
}
