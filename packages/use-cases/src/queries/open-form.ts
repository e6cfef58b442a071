import {
  type Answers,
  type AppealState,
  type CommunitySettings,
  cutoffDate,
  type FormHolder,
  formEnd,
  type OtherAnswers,
  type Outcome,
  type QuestionSet,
  type ShownDecision,
  type SubredditRule,
} from "@appealmod/core";
import {
  type Database,
  type FormEntry,
  findCommunity,
  findForm,
  findShownDecision,
  findWaitUntil,
  isReplacedLink,
  readCommunityFacts,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";

/** A community's rules as last fetched from Reddit. */
export interface CommunityRules {
  readonly rules: readonly SubredditRule[];
  readonly asOf: Date;
}

/** A form that can still be written in. */
export interface OpenForm {
  readonly kind: "open";
  readonly subreddit: string;
  readonly username: string;
  readonly questions: QuestionSet;
  /** What was written so far; empty at first. */
  readonly draft: Answers;
  readonly draftUpdatedAt: Date | null;
  /** What was written to the same questions in another window, until its author has chosen. */
  readonly otherAnswers: OtherAnswers;
  /** `null` where they were never fetched. */
  readonly rules: CommunityRules | null;
  /** What Reddit's notice told them about the ban; `null` while it is not known. */
  readonly banMessage: string | null;
  /** Until when it can be sent, as things stand: whatever its redditor writes on Reddit moves it on. */
  readonly openUntil: Date;
  /** Before when moderators said they would look at no other appeal; `null` where they did not. */
  readonly waitUntil: Date | null;
}

/** A form that was sent, or an appeal that ended without one. */
export interface EndedForm {
  readonly kind: "ended";
  readonly subreddit: string;
  readonly username: string;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly isModeratorInvolved: boolean;
  readonly questions: QuestionSet;
  readonly answers: Answers | null;
  /** What was written and never sent: it is still its author's. `null` where there is nothing. */
  readonly draft: Answers | null;
  /** What arrived after the end, beside what stands in `answers` or `draft`; `null` for nothing. */
  readonly lateAnswers: Answers | null;
  /** What was written in another window, beside all of these. */
  readonly otherAnswers: OtherAnswers;
  /** The community's rules for appealing again, by language; empty where it has set none. */
  readonly appealAgain: Readonly<Record<string, string>>;
  /** What moderators decided on the site, once it was carried out; `null` where they did not. */
  readonly decision: ShownDecision | null;
  readonly submittedAt: Date | null;
  /** When moderators got the answers as a private note; `null` while they have not. */
  readonly notedAt: Date | null;
  /** When the conversation was brought back to the moderators; `null` while it was not. */
  readonly forwardedAt: Date | null;
  readonly lastChangedAt: Date;
  readonly closedAt: Date | null;
}

/**
 * What stands behind a link. Neither `unknown` nor `replaced`, which is a link that another has
 * taken the place of, tells anything about anyone.
 */
export type FormView =
  | { readonly kind: "unknown" }
  | { readonly kind: "replaced" }
  | OpenForm
  | EndedForm;

/** Longer than any token of ours: not worth a question to the database. */
const longestToken = 200;

/**
 * Finds what a link's holder may see.
 *
 * @param usual how long a silent appeal is waited for where its community sets nothing
 */
export async function openForm(
  { database }: Installation,
  { formToken }: FormHolder,
  usual: Pick<CommunitySettings, "updateCutoffDays">,
): Promise<FormView> {
  if (formToken.length > longestToken) return { kind: "unknown" };
  const entry = await findForm(database, formToken);
  if (!entry) return { kind: (await isReplacedLink(database, formToken)) ? "replaced" : "unknown" };
  const { subreddit, username, questions, otherAnswers } = entry;
  if (formEnd(entry)) {
    const { state, outcome, isModeratorInvolved, answers, draft, submittedAt } = entry;
    const { lateAnswers, lastChangedAt, closedAt, notedAt, forwardedAt } = entry;
    return {
      kind: "ended",
      subreddit,
      username,
      questions,
      state,
      outcome,
      isModeratorInvolved,
      answers,
      draft: draft && Object.keys(draft).length > 0 ? draft : null,
      lateAnswers,
      otherAnswers,
      decision: await findShownDecision(database, entry.appealId),
      appealAgain: await rulesForAppealingAgain(database, subreddit),
      submittedAt,
      notedAt,
      forwardedAt,
      lastChangedAt,
      closedAt,
    };
  }
  const [facts, community] = await Promise.all([
    readCommunityFacts(database, subreddit),
    findCommunity(database, subreddit),
  ]);
  return {
    kind: "open",
    waitUntil: await findWaitUntil(database, entry.appealId),
    subreddit,
    username,
    questions,
    draft: entry.draft ?? {},
    draftUpdatedAt: entry.draftUpdatedAt,
    otherAnswers,
    rules: facts && facts.rules.length > 0 ? { rules: facts.rules, asOf: facts.asOf } : null,
    banMessage: entry.banMessage,
    openUntil: openUntil(entry, { ...usual, ...community?.settings }),
  };
}

/** A message of the appellant moves the next check, and is known from it alone. */
function openUntil(
  { lastChangedAt, nextCheckAt }: FormEntry,
  settings: Pick<CommunitySettings, "updateCutoffDays">,
): Date {
  const end = cutoffDate(lastChangedAt, settings);
  return nextCheckAt !== null && nextCheckAt > end ? nextCheckAt : end;
}

async function rulesForAppealingAgain(
  database: Database,
  subreddit: string,
): Promise<Readonly<Record<string, string>>> {
  const community = await findCommunity(database, subreddit);
  return Object.fromEntries(
    Object.entries(community?.texts ?? {}).flatMap(([language, { appeal_again }]) =>
      appeal_again === undefined ? [] : [[language, appeal_again]],
    ),
  );
}
