import { type Conversation, isSameName, type Message } from "@appealmod/core";
import {
  conversationDataSchema,
  conversationLogSchema,
  type EarlierMessage,
  messageSchema,
} from "./earlier-rows.ts";
import { problemsIn } from "./problems-in.ts";

/** A conversation as far as the earlier system's document tells of it. */
export interface EarlierConversation {
  readonly id: string;
  readonly subreddit: string | null;
  readonly username: string | null;
  readonly lastUpdated: Date;
  readonly messages: number;
  /** Who wrote the last message that both sides see; `null` where that is not known. */
  readonly lastPublicAuthor: string | null;
  readonly unbannedAt: Date | null;
  /** The whole of it; `null` where something is missing that belongs to a conversation. */
  readonly whole: Conversation | null;
}

/** Reads a document of `conversation-logs`. */
export function readConversation(content: unknown): EarlierConversation | { problem: string } {
  const log = conversationLogSchema.safeParse(content);
  if (!log.success) return { problem: problemsIn(log.error) };
  const { id, conversation_data, message_data, unbanned_time } = log.data;
  const read = message_data.map((message) => messageSchema.safeParse(message));
  const messages = read.flatMap(({ data }) => data ?? []);
  const isWhole = messages.length === read.length && messages.length > 0;
  const parsed = conversationDataSchema.safeParse(conversation_data);
  const data = parsed.data ?? null;
  const lastUpdated = messages.reduce<Date | null>(
    (latest, { date }) => (latest === null || date > latest ? date : latest),
    data?.last_updated ?? null,
  );
  if (lastUpdated === null) return { problem: "neither it nor a message in it has a date" };
  const subreddit = data?.owner ?? null;
  const username = data?.participant ?? null;
  const lastPublic = messages.findLast(({ is_internal }) => !is_internal);
  return {
    ...{ id, subreddit, username, lastUpdated, messages: messages.length },
    lastPublicAuthor: isWhole ? (lastPublic?.author ?? null) : null,
    unbannedAt: unbanned_time,
    whole:
      isWhole && data && subreddit !== null && username !== null
        ? {
            ...{ id, subreddit, lastUpdated, subject: data.subject ?? "", startedBy: null },
            ...{ isInternal: data.is_internal, isAuto: data.is_auto, isArchived: false },
            appellant: { id: null, name: username, account: "active" },
            messages: messages.map((message) => messageFrom(message, username)),
            moderatorActions: [],
            messageCount: messages.length,
            isComplete: true,
          }
        : null,
  };
}

/** Whoever is not the redditor that it is with answers them as a moderator. */
function messageFrom(message: EarlierMessage, appellant: string): Message {
  const { id, author, body_markdown, date, is_internal } = message;
  return {
    ...{ id, body: body_markdown, isPrivate: is_internal, date },
    author: {
      id: null,
      name: author ?? "[deleted]",
      isModerator: author !== null && !isSameName(author, appellant),
      isAdmin: false,
      isDeleted: author === null,
    },
  };
}
