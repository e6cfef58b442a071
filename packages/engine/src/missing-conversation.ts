import { actionKey, cutoffDate, isDecisionDue } from "@appealmod/core";
import { actionEvent, decisionEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";

/** What a job knows of its conversation without reading it. */
export interface MissingConversation {
  readonly conversationId: string;
  readonly subreddit: string;
}

/**
 * Reddit knows the conversation no more. An appeal that began in it cannot be brought to
 * anybody: it is left until the cutoff, and closed then. If its form was filled in, an
 * operator is told, for somebody wrote in vain.
 */
export async function handleMissingConversation(
  ports: EnginePorts,
  missing: MissingConversation,
): Promise<void> {
  const { conversationId, subreddit } = missing;
  const at = ports.clock.now();
  const { appeal, moderatorDecision } = await ports.store.findRecords({
    conversationId,
    subreddit,
    redditor: null,
  });
  const isLost = appeal?.conversationId === conversationId && appeal.form !== null;
  ports.events.record({
    event: "conversation-gone",
    level: "warn",
    audience: isLost ? "alert" : "detail",
    message: isLost
      ? "Reddit knows this conversation no more, although its form was filled in: the answers are kept, but nobody can be shown them in modmail."
      : "Reddit knows this conversation no more; it is left alone.",
    conversationId,
    subreddit,
    ...(appeal ? { appealId: appeal.id, username: appeal.username } : {}),
    at,
  });
  if (ports.isDryRun || appeal?.conversationId !== conversationId) return;
  const place = { conversation: { id: conversationId, subreddit, appellant: null }, appeal };
  if (moderatorDecision && isDecisionDue(moderatorDecision, at)) {
    const end = { id: moderatorDecision.id, state: "refused", trouble: gone } as const;
    const event = decisionEvent(ports, place, end, moderatorDecision);
    await ports.store.settleDecision({ ...end, event }, at);
  }
  const { settings } = await ports.communities.policyFor(subreddit);
  const cutoff = cutoffDate(appeal.lastChangedAt, settings);
  if (cutoff > at) return await ports.store.scheduleCheck(appeal.id, cutoff);
  const closing = { kind: "close-appeal", key: actionKey.close, outcome: "none" } as const;
  const event = actionEvent(ports, place, closing);
  await ports.store.closeAppeal(appeal.id, { outcome: "none", at, event });
}

const gone =
  "Reddit knows the conversation no more, so nothing was done: lift the ban by hand if you want to.";
