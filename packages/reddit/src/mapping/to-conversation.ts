import type { Conversation } from "@appealmod/core";
import type {
  RedditConversation,
  RedditMessage,
  RedditModeratorAction,
  RedditUser,
} from "../schemas/modmail.ts";
import { plainText } from "./plain-text.ts";
import { toAppellant } from "./to-appellant.ts";
import { toMessage } from "./to-message.ts";
import { toModeratorAction } from "./to-moderator-action.ts";

const archivedState = 2;

/** A conversation with what stood beside it in the same answer. */
export interface ConversationParts {
  readonly conversation: RedditConversation;
  /** In the order of `objIds`, oldest first. */
  readonly messages: readonly RedditMessage[];
  readonly moderatorActions: readonly RedditModeratorAction[];
  readonly user: RedditUser | null;
}

export function toConversation(parts: ConversationParts): Conversation {
  const { conversation, messages, user } = parts;
  const escapeProof = messages.find((message) => message.body)?.body;
  return {
    id: conversation.id,
    subreddit: conversation.owner.displayName,
    subject: plainText(conversation.subject ?? "", escapeProof),
    startedBy: startedBy(parts),
    isInternal: conversation.isInternal,
    isAuto: conversation.isAuto,
    isArchived: conversation.state === archivedState,
    appellant: toAppellant(
      conversation,
      user,
      messages.map((message) => message.author),
    ),
    messages: messages.map(toMessage),
    moderatorActions: parts.moderatorActions.map(toModeratorAction),
    lastUpdated: conversation.lastUpdated,
    messageCount: conversation.numMessages ?? null,
    isComplete: isComplete(parts),
  };
}

/** The authors of a listing tell it although its first message is hidden there. */
function startedBy({ conversation, messages }: ConversationParts): string | null {
  const starter = (conversation.authors ?? []).find((author) => author.isOp)?.name;
  if (starter) return starter;
  const [first] = messages;
  const isFirst = messages.length >= (conversation.numMessages ?? Number.POSITIVE_INFINITY);
  return isFirst ? first?.author.name || null : null;
}

/** `numMessages` counts messages only, never actions. A listing carries the newest one. */
function isComplete({ conversation, messages }: ConversationParts): boolean {
  const listed = conversation.objIds.filter(({ key }) => key === "messages").length;
  return messages.length >= Math.max(listed, conversation.numMessages ?? Number.POSITIVE_INFINITY);
}
