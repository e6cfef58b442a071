import { findAccount, requireAccount, requireActive } from "./accounts.ts";
import { alertAutoResponders } from "./auto-responders.ts";
import {
  addAction,
  addMessage,
  markRead,
  openConversation,
  openState,
  STATE,
} from "./conversations.ts";
import { checkText } from "./inbox.ts";
import { conversationNotFound, noAccess, Refusal, tooLong } from "./refusal.ts";
import { giveRelationship, takeRelationship } from "./relationships.ts";
import { isModerator, may } from "./subreddits.ts";
import type { Account, Conversation, Message, Subreddit, World } from "./world.ts";

/** @throws Refusal CONVERSATION_NOT_FOUND (404), SUBREDDIT_NO_ACCESS (403) */
export function requireConversation(world: World, id: string, account: Account): Conversation {
  const bare = id.replace(/^ModmailConversation_/, "").toLowerCase();
  const conversation = world.conversations.get(bare);
  if (!conversation) throw conversationNotFound();
  if (!may(ownerOf(world, conversation), account.id, "mail")) throw noAccess();
  return conversation;
}

export function ownerOf(world: World, conversation: Conversation): Subreddit {
  const subreddit = world.subreddits.get(conversation.subredditId);
  if (!subreddit) throw conversationNotFound();
  return subreddit;
}

export interface Reply {
  body: string;
  isAuthorHidden: boolean;
  isInternal: boolean;
}

/** @throws Refusal FORBIDDEN, NO_TEXT, TOO_LONG, and what public replies to this redditor are refused with */
export function replyAsModerator(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
  reply: Reply,
): Message {
  requireActive(moderator);
  checkText(reply.body, "body");
  if (!reply.isInternal) refuseUnreachable(ownerOf(world, conversation), conversation);
  return addMessage(world, now, conversation, {
    authorId: moderator.id,
    side: "moderator",
    body: reply.body,
    isInternal: reply.isInternal || conversation.isInternal,
    isHidden: reply.isAuthorHidden,
  });
}

export interface NewModmail {
  subject: string;
  body: string;
  /** Empty: a moderator discussion. */
  to: string;
  isAuthorHidden: boolean;
}

/**
 * A moderator's new conversation. To nobody, or to a moderator of the same subreddit, it is internal
 * (contract 2.7).
 *
 * @throws Refusal NO_SUBJECT, TOO_LONG, NO_TEXT, USER_DOESNT_EXIST
 */
export function createAsModerator(
  world: World,
  now: number,
  subreddit: Subreddit,
  moderator: Account,
  input: NewModmail,
): Conversation {
  requireActive(moderator);
  if (input.subject.trim() === "") {
    throw new Refusal("NO_SUBJECT", "please enter a subject", "subject");
  }
  if (input.subject.length > 100) throw tooLong("subject", 100);
  checkText(input.body, "body");
  const to = input.to.trim() === "" ? undefined : requireAccount(world, input.to, "to");
  const isInternal = to === undefined || isModerator(subreddit, to.id);
  return openConversation(world, now, {
    subreddit,
    subject: input.subject,
    participantId: isInternal ? null : (to?.id ?? null),
    opId: moderator.id,
    isInternal,
    message: {
      authorId: moderator.id,
      side: "moderator",
      body: input.body,
      isHidden: input.isAuthorHidden,
    },
  });
}

/** false when it was archived already: the answer is then 204 and nothing is added. */
export function archive(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
): boolean {
  if (conversation.state === STATE.archived) return false;
  conversation.state = STATE.archived;
  addAction(world, now, conversation, moderator.id, 2);
  return true;
}

/** false when it was not archived. It comes back to 1 when both sides wrote, else to 0. */
export function unarchive(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
): boolean {
  if (conversation.state !== STATE.archived) return false;
  conversation.state = openState(conversation);
  addAction(world, now, conversation, moderator.id, 3);
  return true;
}

export function setHighlight(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
  highlighted: boolean,
): void {
  if (conversation.isHighlighted === highlighted) return;
  conversation.isHighlighted = highlighted;
  addAction(world, now, conversation, moderator.id, highlighted ? 0 : 1);
}

const MUTE_HELP = "https://www.reddithelp.com/en/categories/reddit-101/moderators/modmail-muting";

/**
 * Mutes the participant for 72, 168 or 672 hours, with the automatic message that
 * `modmail.mute.2020-72h-unarchives` shows.
 *
 * @throws Refusal when the conversation has no redditor, or the hours are none of the three
 */
export function muteParticipant(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
  hours: number,
): void {
  const participantId = participantToMute(conversation);
  if (![72, 168, 672].includes(hours)) {
    throw new Refusal("INVALID_MUTE_LENGTH", "that mute length is not valid", "num_hours");
  }
  const subreddit = ownerOf(world, conversation);
  giveRelationship(world, now, subreddit, {
    kind: "muted",
    accountId: participantId,
    byId: moderator.id,
    endsAt: now + hours * 3_600_000,
    conversationId: conversation.id,
  });
  addAction(world, now, conversation, moderator.id, 5);
  const span = hours === 72 ? "72 hours" : `${hours / 24} days`;
  addMessage(world, now, conversation, {
    authorId: moderator.id,
    side: "moderator",
    body: `You have been [temporarily muted](${MUTE_HELP}) from r/${subreddit.name}. You will not be able to message the moderators of r/${subreddit.name} for ${span}.`,
    isAutomatic: true,
  });
}

export function unmuteParticipant(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
): void {
  const participantId = participantToMute(conversation);
  const subreddit = ownerOf(world, conversation);
  takeRelationship(world, now, subreddit, "muted", participantId, moderator.id);
  addAction(world, now, conversation, moderator.id, 6);
}

function participantToMute(conversation: Conversation): string {
  if (conversation.participantId === null) {
    throw new Refusal("CANT_RESTRICT_MODERATOR", "there is nobody to mute here", null);
  }
  return conversation.participantId;
}

/** Marks every conversation named in `a,b`. @throws Refusal as {@link requireConversation} */
export function conversationsNamed(world: World, ids: string, account: Account): Conversation[] {
  return ids
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "")
    .map((id) => requireConversation(world, id, account));
}

export function markAllRead(conversations: Iterable<Conversation>, account: Account, now: number) {
  for (const conversation of conversations) markRead(conversation, account.id, now);
}

/**
 * A redditor writes into a conversation through the inbox.
 *
 * @throws Refusal FORBIDDEN, USER_MUTED, NO_TEXT, TOO_LONG
 */
export function replyAsRedditor(
  world: World,
  now: number,
  conversation: Conversation,
  redditor: Account,
  text: string,
): Message {
  requireActive(redditor);
  checkText(text, "text");
  refuseMuted(ownerOf(world, conversation), redditor);
  const message = { authorId: redditor.id, side: "user", body: text } as const;
  const isNew = conversation.lastUserUpdate === null;
  const added = addMessage(world, now, conversation, message);
  alertAutoResponders(world, conversation, isNew);
  return added;
}

/** A redditor's new message to the moderators; an appeal when they are banned there. */
export function writeToModerators(
  world: World,
  now: number,
  subreddit: Subreddit,
  redditor: Account,
  subject: string,
  text: string,
): Conversation {
  requireActive(redditor);
  refuseMuted(subreddit, redditor);
  const conversation = openConversation(world, now, {
    subreddit,
    subject,
    participantId: redditor.id,
    opId: redditor.id,
    message: { authorId: redditor.id, side: "user", body: text },
  });
  alertAutoResponders(world, conversation, true);
  return conversation;
}

/**
 * Whether moderators can write to somebody publicly is no question of a mute alone: nobody has
 * recorded such a refusal, so it has to be asked for.
 */
function refuseUnreachable(subreddit: Subreddit, conversation: Conversation): void {
  const participantId = conversation.participantId ?? "";
  const refused = subreddit.refusedReplies.get(participantId);
  if (!refused) return;
  if (refused.while === "muted" && !subreddit.relationships.muted.has(participantId)) return;
  conversation.refusedReplies += 1;
  throw new Refusal(refused.reason, "this user cannot be written to", "body");
}

function refuseMuted(subreddit: Subreddit, redditor: Account): void {
  if (subreddit.relationships.muted.has(redditor.id)) {
    throw new Refusal("USER_MUTED", "You have been muted from this subreddit.", "parent", 403);
  }
}

/** The redditor's conversations in one subreddit, oldest first. */
export function conversationsWith(
  world: World,
  subreddit: Subreddit,
  name: string,
): Conversation[] {
  const account = findAccount(world, name);
  if (!account) return [];
  return world.index.conversationsWith.get(`${subreddit.id}/${account.id}`) ?? [];
}
