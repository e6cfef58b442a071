import type { Ban, Conversation, ConversationRecord, Message } from "@appealmod/core";
import { collections } from "../collections.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { type StorableDocument, storable } from "./storable.ts";

/** `conversation-logs`: the whole conversation as last seen, with the ban's facts beside it. */
export function conversationEntry({
  conversation,
  ban,
  contestedBan,
  unbannedAt,
  at,
}: ConversationRecord): ArchiveEntry {
  return {
    collection: collections.conversations,
    key: conversation.id,
    at,
    document: storable({
      id: conversation.id,
      subreddit: conversation.subreddit,
      conversation_data: conversationData(conversation),
      message_data: conversation.messages.map(messageData),
      ban_info: banInfo(ban, contestedBan),
      is_banned: ban === null ? null : ban.isBanned,
      unbanned_time: unbannedAt,
    }) as StorableDocument,
  };
}

function conversationData(conversation: Conversation) {
  return {
    id: conversation.id,
    subreddit: conversation.subreddit,
    subject: conversation.subject,
    is_internal: conversation.isInternal,
    is_auto: conversation.isAuto,
    is_archived: conversation.isArchived,
    participant: conversation.appellant,
    num_messages: conversation.messages.length,
    is_complete: conversation.isComplete,
    last_updated: conversation.lastUpdated,
    mod_actions: conversation.moderatorActions,
  };
}

function messageData({ id, author, body, isPrivate, date }: Message) {
  return {
    id,
    author: {
      name: author.name,
      is_mod: author.isModerator,
      is_admin: author.isAdmin,
      is_deleted: author.isDeleted,
    },
    body_markdown: body,
    is_internal: isPrivate,
    date,
  };
}

/** A ban that was lifted keeps its date and note: they are what the appeal was about. */
function banInfo(ban: Ban | null, contested: ConversationRecord["contestedBan"]) {
  if (ban?.isBanned) {
    const isPermanent = ban.permanence === "unknown" ? null : ban.permanence === "permanent";
    return { is_banned: true, is_permanent: isPermanent, date: ban.bannedAt, note: ban.note };
  }
  const former = contested && { date: contested.bannedAt, note: contested.note };
  if (ban === null) return former;
  return { is_banned: false, ...former };
}
