import { type Conversation, isSameName, type Message } from "@appealmod/core";

/**
 * The message that a call has just sent: the newest of ours with the right privacy. Not
 * simply the last entry, which may be an action or somebody else's answer.
 */
export function findOwnMessage(
  conversation: Conversation,
  username: string,
  isPrivate: boolean,
): Message | undefined {
  return conversation.messages.findLast(
    (message) => message.isPrivate === isPrivate && isSameName(message.author.name, username),
  );
}
