import type { AppealToImport, ConversationToImport } from "@appealmod/use-cases";
import type { EarlierMongo } from "../source/earlier-mongo.ts";
import { sources } from "../source/earlier-rows.ts";
import type { ConversationSummary } from "../source/gather.ts";
import { readConversation } from "../source/read-conversation.ts";

/**
 * Every conversation once, in the order of its document: as it was last seen where it is of an appeal
 * that is brought over, else only that it was handled.
 */
export async function* planConversations(
  mongo: EarlierMongo,
  summaries: ReadonlyMap<string, ConversationSummary>,
  appeals: readonly AppealToImport[],
  isPurged: (username: string) => boolean,
): AsyncGenerator<ConversationToImport> {
  const owners = new Map(
    appeals.flatMap(({ appeal }) =>
      [appeal.conversationId, ...appeal.otherConversationIds].map((id) => [id, appeal] as const),
    ),
  );
  for await (const { key, content } of mongo.rows(sources.conversations)) {
    const read = readConversation(content);
    if ("problem" in read || summaries.get(read.id)?.key !== key) continue;
    if (read.username !== null && isPurged(read.username)) continue;
    const appeal = owners.get(read.id);
    const lastSeen = appeal ? read.whole : null;
    const reason = lastSeen
      ? "kept as it was last seen"
      : appeal
        ? "remembered as handled: something in it is missing or has another shape"
        : "remembered as handled: it is of no appeal";
    yield {
      conversation: {
        id: read.id,
        subreddit: appeal?.subreddit ?? read.subreddit ?? "",
        username: appeal?.username ?? read.username,
        handledUntil: read.lastUpdated,
        lastSeen: lastSeen && appeal ? { ...lastSeen, subreddit: appeal.subreddit } : lastSeen,
      },
      rows: [
        {
          ...{ source: sources.conversations, key, became: "kept", reason },
          appealId: appeal?.id ?? null,
        },
      ],
    };
  }
}

/** Conversations of appeals that the log of conversations lacks: that they were handled is known all the same. */
export function conversationsOutsideLog(
  appeals: readonly AppealToImport[],
  summaries: ReadonlyMap<string, ConversationSummary>,
): readonly ConversationToImport[] {
  return appeals
    .filter(({ appeal }) => !summaries.has(appeal.conversationId))
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
