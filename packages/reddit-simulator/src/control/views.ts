import { newestMessage } from "../state/conversations.ts";
import { ownerOf } from "../state/modmail.ts";
import { noteText } from "../state/relationships.ts";
import type {
  Conversation,
  Mail,
  ModerationLogEntry,
  Relationship,
  World,
} from "../state/world.ts";

/** Plain views of the state for tests: names instead of ids, epoch milliseconds for dates. */

export interface MessageView {
  readonly id: string;
  readonly author: string;
  readonly side: "moderator" | "user";
  readonly body: string;
  readonly isInternal: boolean;
  readonly isHidden: boolean;
  readonly date: number;
}

export interface ActionView {
  readonly id: string;
  readonly author: string;
  /** 0 highlight, 1 unhighlight, 2 archive, 3 unarchive, 5 mute, 6 unmute. */
  readonly type: number;
  readonly date: number;
}

export interface ConversationView {
  readonly id: string;
  readonly subreddit: string;
  readonly subject: string;
  readonly participant: string | null;
  /** 0 new, 1 in progress, 2 archived, 3 appeals. */
  readonly state: number;
  readonly isAuto: boolean;
  readonly isInternal: boolean;
  readonly isHighlighted: boolean;
  readonly lastUpdated: number;
  readonly lastUserUpdate: number | null;
  readonly lastModUpdate: number | null;
  readonly messageCount: number;
  /** How many public replies were refused because the redditor cannot be written to. */
  readonly refusedReplies: number;
  /** Oldest first. In a list of conversations: the newest only. */
  readonly messages: MessageView[];
  readonly actions: ActionView[];
}

export interface MailView {
  /** With its prefix: `t4_…`. */
  readonly id: string;
  /** null when the subreddit speaks. */
  readonly author: string | null;
  readonly subreddit: string | null;
  readonly subject: string;
  readonly body: string;
  readonly isNew: boolean;
  readonly date: number;
  readonly parentId: string | null;
  readonly conversationId: string | null;
}

export interface BanView {
  readonly name: string;
  readonly reason: string;
  readonly note: string;
  /** As the list of bans shows it: `REASON: NOTE`. */
  readonly shownNote: string;
  readonly days: number | null;
  readonly date: number;
  readonly endsAt: number | null;
}

export interface LogEntryView {
  readonly id: string;
  readonly action: string;
  readonly moderator: string;
  readonly target: string | null;
  readonly details: string | null;
  readonly description: string | null;
  readonly date: number;
}

export function nameOf(world: World, accountId: string | null): string | null {
  if (accountId === null) return null;
  const account = world.accounts.get(accountId);
  return !account || account.status === "deleted" ? "[deleted]" : account.name;
}

export function conversationView(
  world: World,
  conversation: Conversation,
  extent: "whole" | "newest" = "whole",
): ConversationView {
  const newest = newestMessage(conversation);
  const items = extent === "whole" ? conversation.items : newest ? [newest] : [];
  const messages: MessageView[] = [];
  const actions: ActionView[] = [];
  for (const item of items) {
    const { id, date } = item;
    const author = nameOf(world, item.authorId) ?? "";
    if (item.key === "modActions") actions.push({ id, author, type: item.type, date });
    else {
      const { side, body, isInternal, isHidden } = item;
      messages.push({ id, author, side, body, isInternal, isHidden, date });
    }
  }
  return {
    id: conversation.id,
    subreddit: ownerOf(world, conversation).name,
    subject: conversation.subject,
    participant: nameOf(world, conversation.participantId),
    state: conversation.state,
    isAuto: conversation.isAuto,
    isInternal: conversation.isInternal,
    isHighlighted: conversation.isHighlighted,
    lastUpdated: conversation.lastUpdated,
    lastUserUpdate: conversation.lastUserUpdate,
    lastModUpdate: conversation.lastModUpdate,
    messageCount: conversation.messageCount,
    refusedReplies: conversation.refusedReplies,
    messages,
    actions,
  };
}

export function mailView(world: World, mail: Mail): MailView {
  return {
    id: `t4_${mail.id}`,
    author: mail.isAuthorHidden ? null : nameOf(world, mail.authorId),
    subreddit: world.subreddits.get(mail.subredditId ?? "")?.name ?? null,
    subject: mail.subject,
    body: mail.body,
    isNew: mail.isNew,
    date: mail.date,
    parentId: mail.parentId === null ? null : `t4_${mail.parentId}`,
    conversationId: mail.conversationId,
  };
}

export function banView(world: World, ban: Relationship): BanView {
  return {
    name: nameOf(world, ban.accountId) ?? "",
    reason: ban.reason,
    note: ban.note,
    shownNote: noteText(ban),
    days: ban.days,
    date: ban.date,
    endsAt: ban.endsAt,
  };
}

export function logEntryView(world: World, entry: ModerationLogEntry): LogEntryView {
  return {
    id: entry.id,
    action: entry.action,
    moderator: nameOf(world, entry.moderatorId) ?? "reddit",
    target: nameOf(world, entry.targetId),
    details: entry.details,
    description: entry.description,
    date: entry.date,
  };
}
