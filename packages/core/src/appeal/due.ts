import { type Appeal, statesWithBot } from "./appeal.ts";

/**
 * Why an appeal is due, the most urgent first: its form was sent and is not with people, moderators
 * decided about it and that is not carried out, an effect was begun and is not known to have
 * happened, or its check has come.
 */
export const dueReasons = [
  "form-submitted",
  "decision-due",
  "effect-unsettled",
  "check-due",
] as const;
export type DueReason = (typeof dueReasons)[number];

/** An effect is normally settled within seconds; after this long it is due. */
const unsettledAfterMs = 30_000;

/** A form that was sent reaches people within a minute as a rule; after this long operators are told. */
const lateAfterMs = 5 * 60_000;

/** Effects that were begun before this moment, and not settled, are due. */
export function unsettledBefore(now: Date): Date {
  return new Date(now.getTime() - unsettledAfterMs);
}

/** What moderators decided has a job of its own; this long after it could begin, that job is taken for lost. */
const decisionLostAfterMs = 15_000;

/** Decisions that could begin before this moment, and are not over, are due. */
export function decisionDueBefore(now: Date): Date {
  return new Date(now.getTime() - decisionLostAfterMs);
}

/** Forms that were sent before this moment, and have not reached people, are late. */
export function lateBefore(now: Date): Date {
  return new Date(now.getTime() - lateAfterMs);
}

/** Whether a form was sent that the bot has yet to bring to people. */
export function isFormWaiting(
  appeal: Pick<Appeal, "state" | "isModeratorInvolved"> & { readonly submittedAt: Date | null },
): boolean {
  const isWithBot = statesWithBot.includes(appeal.state);
  return appeal.submittedAt !== null && isWithBot && !appeal.isModeratorInvolved;
}

/** Something that is due, in one conversation. */
interface Due {
  readonly conversationId: string;
  readonly because: DueReason;
}

/** The most urgent first, each conversation once; what is equally urgent stays in its order. */
export function mostUrgent<One extends Due>(due: readonly One[], limit: number): readonly One[] {
  const ordered = due.toSorted(
    (one, other) => dueReasons.indexOf(one.because) - dueReasons.indexOf(other.because),
  );
  const byConversation = new Map<string, One>();
  for (const one of ordered)
    if (!byConversation.has(one.conversationId)) byConversation.set(one.conversationId, one);
  return [...byConversation.values()].slice(0, limit);
}
