import type { AppealToImport, ConversationToImport } from "@appealmod/use-cases";
import { sources } from "../source/earlier-rows.ts";
import type { GatheredConversation } from "../source/gather.ts";

/**
 * Every conversation once: as it was last seen where it is of an appeal that is brought over, else only
 * that it was handled.
 */
export function planConversations(
  gathered: ReadonlyMap<string, GatheredConversation>,
  appeals: readonly AppealToImport[],
  isPurged: (username: string) => boolean,
): readonly ConversationToImport[] {
  const source = sources.conversations;
  const owners = new Map(
    appeals.flatMap(({ appeal }) =>
      [appeal.conversationId, ...appeal.otherConversationIds].map((id) => [id, appeal] as const),
    ),
  );
  return [...gathered.values()].flatMap(({ id, key, subreddit, username, lastUpdated, whole }) => {
    if (username !== null && isPurged(username)) return [];
    const appeal = owners.get(id);
    const lastSeen = appeal && whole ? { ...whole, subreddit: appeal.subreddit } : null;
    const reason = lastSeen
      ? "kept as it was last seen"
      : appeal
        ? "remembered as handled: something in it is missing or has another shape"
        : "remembered as handled: it is of no appeal";
    const appealId = appeal?.id ?? null;
    return {
      conversation: {
        ...{ id, lastSeen, handledUntil: lastUpdated },
        subreddit: appeal?.subreddit ?? subreddit ?? "",
        username: appeal?.username ?? username,
      },
      rows: [{ source, key, became: "kept" as const, reason, appealId }],
    };
  });
}

/** Conversations of appeals that the log of conversations lacks: that they were handled is known all the same. */
export function conversationsOutsideLog(
  appeals: readonly AppealToImport[],
  gathered: ReadonlyMap<string, GatheredConversation>,
): readonly ConversationToImport[] {
  return appeals
    .filter(({ appeal }) => !gathered.has(appeal.conversationId))
    .map(({ appeal }) => ({
      conversation: {
        id: appeal.conversationId,
        subreddit: appeal.subreddit,
        username: appeal.username,
        handledUntil: appeal.lastChangedAt,
        lastSeen: null,
      },
      rows: [],
    }));
}
