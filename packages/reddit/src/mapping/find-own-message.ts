import { type Conversation, comparableText, isSameName, type Message } from "@appealmod/core";

/** What was sent, and by whom as far as we know. */
interface SentWords {
  readonly username: string;
  readonly body: string;
  readonly isPrivate: boolean;
}

/**
 * The message that a call has just sent: the newest of ours with the right privacy, else the newest
 * with the very words that were sent, under whatever name. Not simply the last entry, which may be
 * an action or somebody else's answer.
 */
export function findOwnMessage(
  { messages }: Conversation,
  { username, body, isPrivate }: SentWords,
): Message | undefined {
  const possible = messages.filter((message) => message.isPrivate === isPrivate);
  const words = comparableText(body);
  return (
    possible.findLast((message) => isSameName(message.author.name, username)) ??
    possible.findLast((message) => comparableText(message.body) === words)
  );
}
