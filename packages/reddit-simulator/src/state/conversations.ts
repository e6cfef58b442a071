import { deliver, replySubject } from "./inbox.ts";
import { indexConversation, moveToNewest } from "./index-world.ts";
import { nextDate, nextId } from "./sequence.ts";
import type { Conversation, ConversationAction, Mail, Message, Subreddit, World } from "./world.ts";

export const STATE = { new: 0, inProgress: 1, archived: 2, appeals: 3 } as const;

export interface NewConversation {
  subreddit: Subreddit;
  subject: string;
  participantId: string | null;
  opId: string;
  isAuto?: boolean;
  isInternal?: boolean;
  message: NewMessage;
}

export interface NewMessage {
  authorId: string;
  side: "moderator" | "user";
  body: string;
  isInternal?: boolean;
  isHidden?: boolean;
  /** A mute's own message: visible to the redditor, but it counts for no side. */
  isAutomatic?: boolean;
}

/** Opens a conversation with its first message, and lets the redditor's mail carry it. */
export function openConversation(world: World, now: number, input: NewConversation): Conversation {
  const conversation: Conversation = {
    id: nextId(world, "conversation"),
    subredditId: input.subreddit.id,
    subject: input.subject,
    participantId: input.participantId,
    opId: input.opId,
    isAuto: input.isAuto ?? false,
    isInternal: input.isInternal ?? false,
    isHighlighted: false,
    state: STATE.new,
    items: [],
    messageCount: 0,
    refusedReplies: 0,
    lastUserUpdate: null,
    lastModUpdate: null,
    lastUpdated: 0,
    userWrote: false,
    modWrote: false,
    firstMailId: null,
    lastMailId: null,
    reads: new Map(),
  };
  world.conversations.set(conversation.id, conversation);
  const first = { ...input.message, isInternal: conversation.isInternal };
  appendMessage(world, now, conversation, first);
  indexConversation(world.index, conversation);
  return conversation;
}

/** Adds a message, sends it as mail where the redditor may see it, and works out the new state. */
export function addMessage(
  world: World,
  now: number,
  conversation: Conversation,
  input: NewMessage,
): Message {
  const previous = conversation.lastUpdated;
  const message = appendMessage(world, now, conversation, input);
  moveToNewest(world.index, conversation, previous);
  return message;
}

function appendMessage(
  world: World,
  now: number,
  conversation: Conversation,
  input: NewMessage,
): Message {
  const message: Message = {
    key: "messages",
    id: nextId(world, "message"),
    date: nextDate(world, now),
    authorId: input.authorId,
    side: input.side,
    body: input.body,
    isInternal: input.isInternal ?? false,
    isHidden: input.isHidden ?? false,
  };
  if (!message.isInternal) sendAsMail(world, now, conversation, message);
  conversation.items.push(message);
  conversation.messageCount += 1;
  conversation.lastUpdated = message.date;
  if (message.side === "user") conversation.lastUserUpdate = message.date;
  else conversation.lastModUpdate = message.date;
  if (input.isAutomatic) {
    if (conversation.state === STATE.archived) conversation.state = openState(conversation);
  } else {
    enterState(world, conversation, message);
  }
  if (message.side === "moderator") markRead(conversation, message.authorId, message.date);
  return message;
}

/**
 * Contract 2.4 and 2.6: a banned redditor's message makes it an appeal; a moderator's answer leaves
 * an appeal where it is and takes an archived one back to 1; otherwise 0 while only one side wrote.
 */
function enterState(world: World, conversation: Conversation, message: Message): void {
  const wasArchived = conversation.state === STATE.archived;
  if (message.side === "user") conversation.userWrote = true;
  else conversation.modWrote = true;
  // Moderator discussions stay at 0 whoever answers (`modmail.list.2021-state-mod`).
  if (conversation.isInternal && !wasArchived) return;
  if (message.side === "user") {
    const subreddit = world.subreddits.get(conversation.subredditId);
    if (subreddit?.relationships.banned.has(message.authorId)) {
      conversation.state = STATE.appeals;
      return;
    }
  }
  if (conversation.state === STATE.appeals) return;
  conversation.state =
    wasArchived && message.side === "moderator" ? STATE.inProgress : openState(conversation);
}

/** Where an open conversation belongs: 0 while only one side has written, else 1. */
export function openState(conversation: Conversation): number {
  if (conversation.isInternal) return STATE.new;
  return conversation.userWrote && conversation.modWrote ? STATE.inProgress : STATE.new;
}

function sendAsMail(
  world: World,
  now: number,
  conversation: Conversation,
  message: Message,
): Mail | null {
  if (conversation.participantId === null) return null;
  const parent =
    conversation.lastMailId === null ? null : (world.mails.get(conversation.lastMailId) ?? null);
  const fromModerator = message.side === "moderator";
  const mail = deliver(world, now, {
    authorId: message.authorId,
    isAuthorHidden: message.isHidden,
    recipientId: fromModerator ? conversation.participantId : null,
    subredditId: conversation.subredditId,
    distinguished: fromModerator ? "moderator" : null,
    subject: parent ? replySubject(conversation.subject) : conversation.subject,
    body: message.body,
    parent,
    conversationId: conversation.id,
    date: message.date,
  });
  conversation.firstMailId ??= mail.id;
  conversation.lastMailId = mail.id;
  return mail;
}

/** Types 0–6 as in contract 2.3: 0 highlight … 6 unmute. Actions do not move the conversation. */
export function addAction(
  world: World,
  now: number,
  conversation: Conversation,
  authorId: string,
  type: number,
): ConversationAction {
  const action: ConversationAction = {
    key: "modActions",
    id: nextId(world, "action"),
    date: nextDate(world, now),
    authorId,
    type,
  };
  conversation.items.push(action);
  return action;
}

export function newestMessage(conversation: Conversation): Message | undefined {
  for (let at = conversation.items.length - 1; at >= 0; at -= 1) {
    const item = conversation.items[at];
    if (item?.key === "messages") return item;
  }
  return undefined;
}

export function markRead(conversation: Conversation, accountId: string, now: number): void {
  const before = conversation.reads.get(accountId);
  const readAt = Math.max(now, conversation.lastUpdated, before?.unreadAt ?? 0);
  conversation.reads.set(accountId, { readAt, unreadAt: before?.unreadAt ?? 0 });
}

export function markUnread(conversation: Conversation, accountId: string, date: number): void {
  const readAt = conversation.reads.get(accountId)?.readAt ?? 0;
  conversation.reads.set(accountId, { readAt, unreadAt: Math.max(date, readAt + 1) });
}

/** When it last became unread for this moderator; null once read. */
export function lastUnread(conversation: Conversation, accountId: string): number | null {
  const { readAt, unreadAt } = conversation.reads.get(accountId) ?? { readAt: 0, unreadAt: 0 };
  for (let at = conversation.items.length - 1; at >= 0; at -= 1) {
    const item = conversation.items[at];
    if (!item || item.date <= readAt) break;
    if (item.key === "messages" && item.authorId !== accountId) {
      return Math.max(item.date, unreadAt);
    }
  }
  return unreadAt > readAt ? unreadAt : null;
}
