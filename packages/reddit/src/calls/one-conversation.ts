import {
  type Conversation,
  type ConversationReading,
  isSameName,
  type SentMessage,
} from "@appealmod/core";
import { findOwnMessage } from "../mapping/find-own-message.ts";
import { readConversationParts } from "../mapping/read-conversation-parts.ts";
import { toBanFromUser } from "../mapping/to-ban.ts";
import { toConversation } from "../mapping/to-conversation.ts";
import type { ApiCall } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { oneConversationSchema } from "../schemas/modmail.ts";
import { readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";
import { archiveCall, type Reply, readCall, replyCall } from "./modmail-calls.ts";
import type { OwnName } from "./own-name.ts";

/** Reads all of a conversation without marking it as read; one request. */
export async function readConversation(
  requester: Requester,
  conversationId: string,
): Promise<ConversationReading> {
  const call = readCall(conversationId);
  return readOne(call, await requester.request(call));
}

/**
 * Sends a message; one request, never repeated once it may have arrived.
 *
 * @param own whose message has to stand there afterwards
 */
export async function reply(
  requester: Requester,
  own: OwnName,
  message: Reply,
): Promise<SentMessage> {
  const username = await own.name();
  const call = replyCall(message);
  const { conversation } = readOne(call, await requester.request(call));
  const sent = findOwnMessage(conversation, { username, ...message });
  if (sent !== undefined) {
    if (!isSameName(sent.author.name, username)) await own.blame();
    return { messageId: sent.id, conversation };
  }
  const last = conversation.messages.findLast(({ isPrivate }) => isPrivate === message.isPrivate);
  if (last?.author.isModerator) await own.blame();
  throw unexpectedAnswer(
    call,
    `among \`messages\` there is no ${message.isPrivate ? "private note" : "public message"} by u/${username}`,
  );
}

/** Archives or unarchives; one request. `null` where it was in that state already (204). */
export async function changeArchived(
  requester: Requester,
  conversationId: string,
  action: "archive" | "unarchive",
): Promise<Conversation | null> {
  const call = archiveCall(conversationId, action);
  const json = await requester.request(call);
  return json === undefined ? null : readOne(call, json).conversation;
}

function readOne(call: ApiCall, json: unknown): ConversationReading {
  const answer = readAnswer(call, oneConversationSchema, json);
  // After archive and unarchive the one conversation stands under the plural key.
  const key = answer.conversation == null ? "conversations" : "conversation";
  const user = answer.user ?? null;
  const parts = readConversationParts(call, answer[key], [key], {
    messages: answer.messages,
    modActions: answer.modActions,
    user,
  });
  const conversation = toConversation(parts);
  return { conversation, ban: conversation.appellant === null ? null : toBanFromUser(user) };
}
