import { assertNever } from "../assert-never.ts";
import type { Action, CloseAppeal, SendText } from "./action.ts";
import { type Appeal, isOpen } from "./appeal.ts";

/**
 * The appeal after an action has been carried out. Together with the facts this is the
 * whole history: replaying the settled actions in their order ends in the same state. A
 * closed appeal stays as it is: an effect that is found settled late reopens nothing.
 */
export function evolveAppeal(appeal: Appeal, action: Action, at: Date): Appeal {
  if (!isOpen(appeal)) return appeal;
  switch (action.kind) {
    case "draw-group":
    case "open-appeal":
    case "archive":
      return appeal;
    case "link-conversation":
    case "note":
    case "unban":
    case "begin-decision":
    case "settle-decision":
    case "note-answer":
      return { ...appeal, lastChangedAt: at };
    case "send":
      return {
        ...appeal,
        lastChangedAt: at,
        state: appeal.state === "new" && isInvitation[action.text] ? "invited" : appeal.state,
      };
    case "unarchive":
      return { ...appeal, lastChangedAt: at, state: "forwarded" };
    case "mark-involved":
      return { ...appeal, lastChangedAt: at, isModeratorInvolved: true };
    case "close-appeal":
      return {
        ...appeal,
        lastChangedAt: at,
        closedAt: closingTime(appeal, action, at),
        state: "closed",
        outcome: action.outcome,
        grantedBy: action.lift?.by ?? null,
      };
    default:
      return assertNever(action);
  }
}

/** A new appeal is invited once a text with the link has gone out. */
const isInvitation: Readonly<Record<SendText["text"], boolean>> = {
  invite: true,
  reminder: false,
  final: false,
  decision: false,
  question: false,
};

/** A granted appeal ends with its ban, though never before it began by our own clock. */
function closingTime({ openedAt }: Appeal, { lift }: CloseAppeal, at: Date): Date {
  if (!lift) return at;
  return lift.at < openedAt ? openedAt : lift.at;
}
