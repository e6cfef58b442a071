import { lastUnread, newestMessage } from "../state/conversations.ts";
import { ownerOf } from "../state/modmail.ts";
import { isModerator } from "../state/subreddits.ts";
import type {
  Account,
  Conversation,
  ConversationAction,
  Message,
  Subreddit,
  World,
} from "../state/world.ts";
import { modmailDate, modmailDateOrNull, profileDate } from "./dates.ts";
import { bodyHtml } from "./markdown.ts";

/** The author object of contract 2.2; the id is the account's base36 id in decimal. */
export function authorAnswer(
  world: World,
  conversation: Conversation,
  accountId: string,
  isHidden: boolean,
): Record<string, unknown> {
  const account = world.accounts.get(accountId);
  if (!account || account.status === "deleted") {
    return {
      isMod: false,
      isAdmin: false,
      name: "[deleted]",
      isOp: false,
      isParticipant: false,
      isApproved: false,
      isHidden: false,
      id: "",
      isDeleted: true,
    };
  }
  const subreddit = ownerOf(world, conversation);
  return {
    isMod: isModerator(subreddit, accountId),
    isAdmin: false,
    name: account.name,
    isOp: accountId === conversation.opId,
    isParticipant: accountId === conversation.participantId,
    isApproved: subreddit.relationships.contributor.has(accountId),
    isHidden,
    id: Number.parseInt(account.id, 36),
    isDeleted: false,
  };
}

export function messageAnswer(
  world: World,
  conversation: Conversation,
  message: Message,
): Record<string, unknown> {
  return {
    body: bodyHtml(message.body),
    author: authorAnswer(world, conversation, message.authorId, message.isHidden),
    isInternal: message.isInternal,
    date: modmailDate(message.date),
    bodyMarkdown: message.body,
    id: message.id,
    participatingAs: message.side === "moderator" ? "moderator" : "participant_user",
  };
}

function actionAnswer(
  world: World,
  conversation: Conversation,
  action: ConversationAction,
): Record<string, unknown> {
  const author = authorAnswer(world, conversation, action.authorId, false);
  const { isOp: _op, isParticipant: _participant, isApproved: _approved, ...rest } = author;
  return { date: modmailDate(action.date), actionTypeId: action.type, author: rest, id: action.id };
}

/** One entry per person, the latest first, as since 2023. */
function authorsOf(world: World, conversation: Conversation): Record<string, unknown>[] {
  const authors = new Map<string, Record<string, unknown>>();
  for (let at = conversation.items.length - 1; at >= 0; at -= 1) {
    const item = conversation.items[at];
    if (!item || authors.has(item.authorId)) continue;
    const hidden = item.key === "messages" && item.isHidden;
    authors.set(item.authorId, authorAnswer(world, conversation, item.authorId, hidden));
  }
  return [...authors.values()];
}

function participantOf(world: World, conversation: Conversation): Record<string, unknown> {
  const { participantId } = conversation;
  if (participantId === null || isGone(world, participantId)) return {};
  // The participant of a ban notice is marked hidden (`modmail.list.2021-default-with-appeals`).
  const isNotice = conversation.isAuto && conversation.opId !== participantId;
  return authorAnswer(world, conversation, participantId, isNotice);
}

function isGone(world: World, accountId: string): boolean {
  const account = world.accounts.get(accountId);
  return !account || account.status === "deleted";
}

/** The conversation object in its 2023 shape; `objIds` are all of it or, in a listing, the newest. */
export function conversationAnswer(
  world: World,
  conversation: Conversation,
  viewer: Account,
  extent: "whole" | "newest",
): Record<string, unknown> {
  const subreddit = ownerOf(world, conversation);
  const newest = newestMessage(conversation);
  const items = extent === "whole" ? conversation.items : newest ? [newest] : [];
  return {
    isAuto: conversation.isAuto,
    participant: participantOf(world, conversation),
    objIds: items.map(({ id, key }) => ({ id, key })),
    isRepliable: true,
    lastUserUpdate: modmailDateOrNull(conversation.lastUserUpdate),
    isInternal: conversation.isInternal,
    lastModUpdate: modmailDateOrNull(conversation.lastModUpdate),
    authors: authorsOf(world, conversation),
    lastUpdated: modmailDate(conversation.lastUpdated),
    participantSubreddit: {},
    legacyFirstMessageId: conversation.firstMailId ?? conversation.id,
    state: conversation.state,
    conversationType: conversation.isInternal ? "internal" : "sr_user",
    lastUnread: modmailDateOrNull(lastUnread(conversation, viewer.id)),
    owner: { displayName: subreddit.name, type: "subreddit", id: `t5_${subreddit.id}` },
    subject: conversation.subject,
    id: conversation.id,
    isHighlighted: conversation.isHighlighted,
    numMessages: conversation.messageCount,
  };
}

/** `GET /api/mod/conversations`: one message each, no actions, no user. */
export function listingAnswer(
  world: World,
  page: readonly Conversation[],
  viewer: Account,
): Record<string, unknown> {
  const conversations: Record<string, unknown> = {};
  const messages: Record<string, unknown> = {};
  for (const conversation of page) {
    conversations[conversation.id] = conversationAnswer(world, conversation, viewer, "newest");
    const newest = newestMessage(conversation);
    if (newest) messages[newest.id] = messageAnswer(world, conversation, newest);
  }
  return {
    conversations,
    messages,
    viewerId: `t2_${viewer.id}`,
    conversationIds: page.map((conversation) => conversation.id),
  };
}

function itemMaps(
  world: World,
  conversation: Conversation,
): { messages: Record<string, unknown>; modActions: Record<string, unknown> } {
  const messages: Record<string, unknown> = {};
  const modActions: Record<string, unknown> = {};
  for (const item of conversation.items.toReversed()) {
    if (item.key === "messages") messages[item.id] = messageAnswer(world, conversation, item);
    else modActions[item.id] = actionAnswer(world, conversation, item);
  }
  return { messages, modActions };
}

/** Read one, and a reply's answer since 2023. */
export function readAnswer(
  world: World,
  conversation: Conversation,
  viewer: Account,
): Record<string, unknown> {
  return {
    conversation: conversationAnswer(world, conversation, viewer, "whole"),
    participantSubreddit: {},
    ...itemMaps(world, conversation),
    user: userAnswer(world, conversation),
  };
}

/** A new conversation's answer: no user. */
export function createdAnswer(
  world: World,
  conversation: Conversation,
  viewer: Account,
): Record<string, unknown> {
  return {
    conversation: conversationAnswer(world, conversation, viewer, "whole"),
    ...itemMaps(world, conversation),
  };
}

/** Archive, highlight, mute …: plural key, single object (contract 2.8). */
export function actedAnswer(
  world: World,
  conversation: Conversation,
  viewer: Account,
  withUser: boolean,
): Record<string, unknown> {
  return {
    conversations: conversationAnswer(world, conversation, viewer, "whole"),
    ...itemMaps(world, conversation),
    ...(withUser ? { user: userAnswer(world, conversation) } : {}),
  };
}

/** The user block; `{}` when there is nobody on the other side. */
export function userAnswer(world: World, conversation: Conversation): Record<string, unknown> {
  const account = world.accounts.get(conversation.participantId ?? "");
  if (!account || account.status === "deleted") return {};
  const subreddit = ownerOf(world, conversation);
  const ban = subreddit.relationships.banned.get(account.id);
  const mute = subreddit.relationships.muted.get(account.id);
  return {
    recentComments: {},
    muteStatus: {
      muteCount: subreddit.muteCounts.get(account.id) ?? 0,
      isMuted: mute !== undefined,
      endDate: mute?.endsAt ? profileDate(mute.endsAt) : null,
      reason: mute?.conversationId ? permalink(mute.conversationId) : "",
    },
    name: account.name,
    created: profileDate(account.createdAt),
    banStatus: {
      endDate: ban?.endsAt ? profileDate(ban.endsAt) : null,
      reason: "",
      isBanned: ban !== undefined,
      isPermanent: ban !== undefined && ban.endsAt === null,
    },
    isSuspended: account.status === "suspended",
    approveStatus: { isApproved: subreddit.relationships.contributor.has(account.id) },
    isShadowBanned: account.status === "shadowbanned",
    recentPosts: {},
    recentConvos: recentConversations(world, subreddit, account),
    id: `t2_${account.id}`,
  };
}

function recentConversations(
  world: World,
  subreddit: Subreddit,
  account: Account,
): Record<string, unknown> {
  const known = world.index.conversationsWith.get(`${subreddit.id}/${account.id}`) ?? [];
  const recent: Record<string, unknown> = {};
  for (const { id, subject, lastUserUpdate } of known.slice(-10)) {
    recent[id] = {
      date: lastUserUpdate === null ? "0001-01-01T00:00:00+00:00" : modmailDate(lastUserUpdate),
      permalink: permalink(id),
      id,
      subject,
    };
  }
  return recent;
}

function permalink(conversationId: string): string {
  return `https://mod.reddit.com/mail/perma/${conversationId}`;
}
