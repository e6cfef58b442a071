import { assertNever } from "../assert-never.ts";
import type { Action, SendText } from "./action.ts";
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
        closedAt: at,
        state: "closed",
        outcome: action.outcome,
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
};
