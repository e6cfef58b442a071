import {
  defaultCommunitySettings,
  type Moderator,
  takeBackMs,
  waysToDecide,
} from "@appealmod/core";
import {
  appealOfDecision,
  findCommunity,
  inTransaction,
  lockReviewedAppeal,
  storeEvents,
  storeSecond,
} from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";
import type { DecisionToEnd } from "./take-back-decision.ts";

/**
 * Agrees to what another moderator decided, where the community wants two: from then on it can be
 * taken back for half a minute, and the bot begins.
 *
 * @returns `own` for whoever decided it: nobody agrees with themselves; `too-late` where it needs
 *   nobody, or is over; `no-decider` where the community's rules leave decisions to others
 * @throws NotAllowedError
 * @throws ModeratorListOutdatedError
 */
export async function secondDecision(
  { database }: Installation,
  moderator: Moderator,
  { decisionId, at, ...about }: DecisionToEnd,
): Promise<"seconded" | "own" | "no-decider" | "too-late" | "unknown"> {
  return inTransaction(database, async (orm, client) => {
    const appealId = await appealOfDecision(orm, decisionId);
    const appeal = appealId && (await lockReviewedAppeal(orm, appealId));
    if (!appealId || !appeal) return "unknown";
    if (about.appealId !== undefined && about.appealId !== appealId) return "unknown";
    const { subreddit, username, conversationId, decision } = appeal;
    await requirePermission({ orm }, moderator, "decide", subreddit, at);
    const isWaiting = decision?.id === decisionId && decision.state === "pending";
    if (!isWaiting || !decision.needsSecond || decision.secondedBy !== null) return "too-late";
    if (decision.decidedById === moderator.redditorId) return "own";
    const rules = (await findCommunity({ orm }, subreddit))?.settings.decisionRules;
    const way = waysToDecide(rules ?? defaultCommunitySettings.decisionRules, {
      decider: moderator.username,
      bannedBy: null,
    });
    if (way === "not-at-all") return "no-decider";
    const beginsAt = new Date(at.getTime() + takeBackMs);
    const secondedBy = moderator.username;
    await storeSecond(orm, { id: decisionId, appealId, secondedBy, beginsAt });
    const event = appealEvent(moderator, appeal, {
      event: "decision-seconded",
      audience: "step",
      message: `u/${secondedBy} agreed to what u/${decision.decidedBy} decided.`,
      at,
    });
    await storeEvents(orm, [{ ...event, details: { decisionId } }]);
    const payload = { conversationId, subreddit, username, because: "decision" } as const;
    await enqueue(client, "process-conversation", payload, { runAt: beginsAt });
    return "seconded";
  });
}
