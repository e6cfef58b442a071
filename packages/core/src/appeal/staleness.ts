import { assertNever } from "../assert-never.ts";
import type { Action, LeaveNote, SendText } from "./action.ts";
import { actionKey } from "./action.ts";
import { type Appeal, isForwarded, isTreated, type Outcome } from "./appeal.ts";
import { cutoffDate } from "./cutoff.ts";
import type { Decision } from "./decision.ts";
import type { AppealFacts } from "./facts.ts";
import { isRobot, lastFromAppellant } from "./reading.ts";

/** Whether a date lies further back than the community's cutoff. */
export function isStale(date: Date, { now, community }: AppealFacts): boolean {
  return now > cutoffDate(date, community);
}

/**
 * Replaces a decision's actions by the closing of an appeal that nothing happened to until
 * the cutoff. What moderators are still owed goes first, however late: nobody's words
 * vanish because we were away.
 */
export function closeStale(facts: AppealFacts, decision: Decision): Decision {
  const { appeal } = facts;
  if (!appeal || decision.actions.some((action) => isOwed(action))) return decision;
  if (!isStale(lastChange(appeal, facts), facts)) return decision;
  return {
    reason: decision.reason,
    actions: [
      { kind: "close-appeal", key: actionKey.close, outcome: outcomeAtCutoff(appeal, facts) },
    ],
  };
}

/** A closing of its own, the forwarding of a form, or a note that belongs to the conversation. */
function isOwed(action: Action): boolean {
  switch (action.kind) {
    case "close-appeal":
    case "unarchive":
    case "unban":
    case "begin-decision":
    case "settle-decision":
    case "note-answer":
      return true;
    case "send":
      return isOwedText[action.text];
    case "note":
      return isOwedNote[action.note];
    case "draw-group":
    case "open-appeal":
    case "link-conversation":
    case "mark-involved":
    case "archive":
      return false;
    default:
      return assertNever(action);
  }
}

const isOwedText: Readonly<Record<SendText["text"], boolean>> = {
  invite: false,
  reminder: false,
  final: true,
  decision: true,
  question: true,
};

const isOwedNote: Readonly<Record<LeaveNote["note"], boolean>> = {
  answers: true,
  "no-reason": true,
  pointer: false,
  "auto-responder": true,
  decision: true,
  probation: true,
};

/** The last time that anything happened, the appellant's own messages included. */
export function lastChange(appeal: Appeal, facts: AppealFacts): Date {
  const written = lastFromAppellant(facts)?.date;
  return written && written > appeal.lastChangedAt ? written : appeal.lastChangedAt;
}

/** Still banned after a person took it up is a decision; silence is none. */
function outcomeAtCutoff(appeal: Appeal, facts: AppealFacts): Outcome {
  return appeal.isModeratorInvolved || wasPutAway(appeal, facts) ? "denied" : "none";
}

/**
 * A person archived it after it had reached people: read, and put away without an unban.
 * A treatment appeal reaches them with its form, a control one at once.
 */
function wasPutAway(appeal: Appeal, facts: AppealFacts): boolean {
  if (!isForwarded(appeal) && isTreated(appeal)) return false;
  const reached = appeal.form?.submittedAt ?? appeal.openedAt;
  return facts.conversation.moderatorActions.some(
    ({ kind, author, date }) => kind === "archived" && date > reached && !isRobot(author, facts),
  );
}
