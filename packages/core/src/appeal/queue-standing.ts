import { type Appeal, isOpen, isWithPeople, type Outcome } from "./appeal.ts";
import type { ModeratorDecisionState } from "./moderator-decision.ts";

/**
 * Where an appeal stands in its moderators' queue:
 * - `to-decide`: it is with people, and nobody has decided.
 * - `to-agree`: somebody else decided, and it waits for a second moderator.
 * - `with-bot`: the bot waits for the redditor.
 * - `under-way`: decided on the site, and not carried out yet.
 * - an outcome: it is over.
 *
 * It says nothing of the group: one in control is with people from the beginning.
 */
export type QueueStanding = "to-decide" | "to-agree" | "with-bot" | "under-way" | Outcome;

/** A decision as far as it says where its appeal stands. */
export interface StandingDecision {
  readonly state: ModeratorDecisionState;
  readonly decidedById: string;
  readonly needsSecond: boolean;
  readonly secondedBy: string | null;
}

/**
 * @param decision the latest of the decisions that were taken about it on the site
 * @param viewerId the moderator who asks; `null` where it is about nobody in particular
 */
export function queueStanding(
  appeal: Pick<Appeal, "state" | "group" | "isModeratorInvolved" | "outcome">,
  decision: StandingDecision | null,
  viewerId: string | null = null,
): QueueStanding {
  if (!isOpen(appeal)) return appeal.outcome ?? "none";
  if (decision && isInForce(decision.state)) {
    const isOwn = viewerId === null || decision.decidedById === viewerId;
    return waitsForSecond(decision) && !isOwn ? "to-agree" : "under-way";
  }
  return isWithPeople(appeal) ? "to-decide" : "with-bot";
}

/** Whether a decision waits for another moderator than whoever took it. */
export function waitsForSecond({
  state,
  needsSecond,
  secondedBy,
}: Omit<StandingDecision, "decidedById">): boolean {
  return state === "pending" && needsSecond && secondedBy === null;
}

/** Whether a decision keeps others from deciding. */
function isInForce(state: ModeratorDecisionState): boolean {
  return state === "pending" || state === "begun";
}

/**
 * What a moderator is to do next about an appeal.
 * - `decide`: it waits for a decision, and this moderator may take it.
 * - `decide-again`: the decision that was taken could not be carried out.
 * - `ask-colleague`: it waits for a decision by somebody with more permissions.
 * - `agree`: another moderator decided, and this one may agree, or take it back.
 * - `wait-for-second`: decided, and somebody else has to agree.
 * - `take-back-or-wait`: decided, and it can still be taken back.
 * - `being-carried-out`: the bot is at work.
 * - `wait-for-redditor`: the bot waits for the form.
 * - `nothing`: it is over.
 */
export type NextAction =
  | "decide"
  | "decide-again"
  | "ask-colleague"
  | "agree"
  | "wait-for-second"
  | "take-back-or-wait"
  | "being-carried-out"
  | "wait-for-redditor"
  | "nothing";

export function nextAction(
  standing: QueueStanding,
  decision: (StandingDecision & { readonly beginsAt: Date }) | null,
  { canDecide, now }: { readonly canDecide: boolean; readonly now: Date },
): NextAction {
  switch (standing) {
    case "to-decide":
      if (!canDecide) return "ask-colleague";
      return decision?.state === "refused" ? "decide-again" : "decide";
    case "with-bot":
      return decision?.state === "refused" && canDecide ? "decide-again" : "wait-for-redditor";
    case "to-agree":
      return canDecide ? "agree" : "wait-for-second";
    case "under-way":
      if (decision && waitsForSecond(decision)) return "wait-for-second";
      return decision?.state === "pending" && decision.beginsAt > now
        ? "take-back-or-wait"
        : "being-carried-out";
    case "granted":
    case "denied":
    case "none":
      return "nothing";
  }
}
