import type { Answers } from "../questions/answers.ts";
import type { QuestionSet } from "../questions/question-set.ts";

/** The arm of the experiment, drawn once per redditor and community and kept for good. */
export const groups = ["treatment", "control"] as const;
export type Group = (typeof groups)[number];

/**
 * - `new`: opened; the invite is not known to have been sent. A control appeal stays here.
 * - `invited`: the redditor has the link.
 * - `forwarded`: final, private note and unarchive are done: people have it.
 * - `closed`: over, with an outcome.
 */
export const appealStates = ["new", "invited", "forwarded", "closed"] as const;
export type AppealState = (typeof appealStates)[number];

/**
 * `granted`: no longer banned. `denied`: a person took it up and the ban stays; that they decided against
 * it is known only of a decision on the site. `none`: nobody took it up.
 */
export const outcomes = ["granted", "denied", "none"] as const;
export type Outcome = (typeof outcomes)[number];

/** One ban episode being contested. It may span several conversations. */
export interface Appeal {
  readonly id: string;
  readonly subreddit: string;
  /** Reddit's account id, `t2_…`; `null` for an appeal of which Reddit has not told it yet. */
  readonly redditorId: string | null;
  /** The name as last seen. */
  readonly username: string;
  readonly group: Group;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  /** Date of the ban that is contested; `null` where Reddit did not tell. */
  readonly bannedAt: Date | null;
  /** The ban's note when it was contested, so that a later look need not ask for it again. */
  readonly banNote: string;
  /**
   * What the redditor was told about the ban, in Reddit's notice of it; `null` until a
   * conversation that begins with the notice was seen whole. They may see it, the ban's note never.
   */
  readonly banMessage: string | null;
  /** The conversation in which it began, and in which it is forwarded. */
  readonly conversationId: string;
  readonly openedAt: Date;
  /** The last time that anything happened to it; the cutoff counts from here. */
  readonly lastChangedAt: Date;
  readonly closedAt: Date | null;
  /** The moderator who lifted the ban; `null` unless it was granted and Reddit told who. */
  readonly grantedBy: string | null;
  /** A human moderator has answered publicly or taken it into their own hands. */
  readonly isModeratorInvolved: boolean;
  /** When the redditor last asked on the site for the link that they had lost. */
  readonly linkAskedAt: Date | null;
  /** Which of its form links is in force, from 1: each one that replaces another is one more. */
  readonly linkVersion: number;
  readonly form: SubmittedForm | null;
}

/** What the redditor wrote, with the questions exactly as they were asked. */
export interface SubmittedForm {
  readonly answers: Answers;
  readonly questions: QuestionSet;
  readonly submittedAt: Date;
}

/** What a later appeal's private note says of an earlier one. */
export type EarlierAppeal = Pick<
  Appeal,
  "id" | "bannedAt" | "openedAt" | "closedAt" | "outcome" | "conversationId"
> & { readonly formSubmittedAt: Date | null };

/** Where each state lies on an appeal's way: still with the bot, with people, or at its end. */
const stages: Readonly<Record<AppealState, "with-bot" | "with-people" | "over">> = {
  new: "with-bot",
  invited: "with-bot",
  forwarded: "with-people",
  closed: "over",
};

/** The states in which the bot has it in hand. */
export const statesWithBot: readonly AppealState[] = appealStates.filter(
  (state) => stages[state] === "with-bot",
);

type Stateful = Pick<Appeal, "state">;

export function isOpen({ state }: Stateful): boolean {
  return stages[state] !== "over";
}

/** Whether it has been brought to people, who decide from then on. */
export function isForwarded({ state }: Stateful): boolean {
  return stages[state] === "with-people";
}

/** Whether the bot may speak with the redditor: control is left to people from the beginning. */
export function isTreated({ group }: Pick<Appeal, "group">): boolean {
  const treated: Readonly<Record<Group, boolean>> = { treatment: true, control: false };
  return treated[group];
}

/** Whether people have it in their hands, so that the bot only waits for the outcome. */
export function isWithPeople(
  appeal: Pick<Appeal, "state" | "group" | "isModeratorInvolved">,
): boolean {
  return isForwarded(appeal) || !isTreated(appeal) || appeal.isModeratorInvolved;
}
