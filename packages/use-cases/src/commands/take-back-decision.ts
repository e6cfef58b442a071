import type { Moderator } from "@appealmod/core";
import {
  appealOfDecision,
  inTransaction,
  lockReviewedAppeal,
  storeEvents,
  storeTakenBack,
} from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

export interface DecisionToEnd {
  readonly decisionId: string;
  /** The appeal that it has to be about, where a page names one. */
  readonly appealId?: string;
  readonly at: Date;
}

/**
 * Takes back what a moderator decided, by whoever may decide, as long as the bot has not begun.
 *
 * @throws NotAllowedError
 * @throws ModeratorListOutdatedError
 */
export async function takeBackDecision(
  { database }: Installation,
  moderator: Moderator,
  { decisionId, at, ...about }: DecisionToEnd,
): Promise<"taken-back" | "too-late" | "unknown"> {
  return inTransaction(database, async (orm) => {
    const appealId = await appealOfDecision(orm, decisionId);
    const appeal = appealId && (await lockReviewedAppeal(orm, appealId));
    if (!appealId || !appeal) return "unknown";
    if (about.appealId !== undefined && about.appealId !== appealId) return "unknown";
    await requirePermission({ orm }, moderator, "decide", appeal.subreddit, at);
    if (!(await storeTakenBack(orm, { id: decisionId, appealId, at }))) return "too-late";
    const event = appealEvent(moderator, appeal, {
      event: "decision-taken-back",
      audience: "step",
      message: `u/${moderator.username} took back what was decided, before the bot had begun.`,
      at,
    });
    await storeEvents(orm, [{ ...event, details: { decisionId } }]);
    return "taken-back";
  });
}
