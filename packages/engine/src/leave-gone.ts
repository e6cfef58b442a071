import { cutoffDate } from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import { archiveGone } from "./keep-records.ts";

/** What a job knows of its conversation without reading it. */
export interface GoneConversation {
  readonly conversationId: string;
  readonly subreddit: string;
}

/**
 * Reddit knows the conversation no more. An appeal that began in it cannot be brought to
 * anybody: it is left until the cutoff, and closed then. If its form was filled in, an
 * operator is told, for somebody wrote in vain.
 */
export async function leaveGone(ports: EnginePorts, gone: GoneConversation): Promise<void> {
  const { conversationId, subreddit } = gone;
  const at = ports.clock.now();
  const records = await ports.store.findRecords({ conversationId, subreddit, redditor: null });
  const { appeal, drawnAs, settledForAppeal } = records;
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
  const { settings } = await ports.communities.policyFor(subreddit);
  const cutoff = cutoffDate(appeal.lastChangedAt, settings);
  if (cutoff > at) return await ports.store.scheduleCheck(appeal.id, cutoff);
  await archiveGone(ports, { appeal, drawnAs, settledForAppeal });
  await ports.store.closeAppeal(appeal.id, "none", at);
}
