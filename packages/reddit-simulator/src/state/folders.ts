import { lastUnread, STATE } from "./conversations.ts";
import { placeOf } from "./index-world.ts";
import type { Conversation, Subreddit, World } from "./world.ts";

/** The folders of `state=` (contract 2.4). */
export const FOLDERS = [
  "all",
  "appeals",
  "archived",
  "default",
  "filtered",
  "highlighted",
  "inbox",
  "inprogress",
  "join_requests",
  "mod",
  "new",
  "notifications",
] as const;

export type Folder = (typeof FOLDERS)[number];

export type ConversationSort = "recent" | "mod" | "user" | "unread";

/** A notice (ban, new moderator) to which no redditor has written: it shows in no working folder. */
export function isUnansweredNotice(conversation: Conversation): boolean {
  return conversation.isAuto && conversation.lastUserUpdate === null;
}

export function isInFolder(conversation: Conversation, folder: Folder): boolean {
  const { state } = conversation;
  switch (folder) {
    case "archived":
      return state === STATE.archived;
    case "highlighted":
      return conversation.isHighlighted;
    case "mod":
      return conversation.isInternal && state !== STATE.archived;
    case "notifications":
      return isUnansweredNotice(conversation) && state !== STATE.archived;
    default:
      break;
  }
  if (conversation.isInternal || isUnansweredNotice(conversation)) return false;
  switch (folder) {
    case "new":
      return state === STATE.new;
    case "inprogress":
      return state === STATE.inProgress;
    case "appeals":
      return state === STATE.appeals;
    case "join_requests":
      return state === 4;
    case "filtered":
      return state === 5;
    case "inbox":
      return state !== STATE.archived && state !== 5 && state !== STATE.appeals;
    default:
      return state !== STATE.archived && state !== 5;
  }
}

export interface FolderQuery {
  subreddits: readonly Subreddit[];
  folder: Folder;
  sort: ConversationSort;
  limit: number;
  /** The conversation that ended the page before; unknown ones give an empty page. */
  after: string | null;
  viewerId: string;
}

/** One page, without copying or sorting more than it must. */
export function listConversations(world: World, query: FolderQuery): Conversation[] {
  const after = query.after === null ? null : world.conversations.get(query.after);
  if (after === undefined) return [];
  if (query.sort === "recent") return walkByRecency(world, query, after);
  return sortByKey(world, query, after);
}

function walkByRecency(
  world: World,
  query: FolderQuery,
  after: Conversation | null,
): Conversation[] {
  const cursors = query.subreddits.map((subreddit) => {
    const order = world.index.conversationOrder.get(subreddit.id) ?? [];
    return { order, at: (after ? placeOf(order, after.lastUpdated) : order.length) - 1 };
  });
  const page: Conversation[] = [];
  while (page.length < query.limit) {
    let newest: (typeof cursors)[number] | undefined;
    let date = Number.NEGATIVE_INFINITY;
    for (const cursor of cursors) {
      const candidate = cursor.order[cursor.at];
      if (candidate && candidate.lastUpdated > date) {
        newest = cursor;
        date = candidate.lastUpdated;
      }
    }
    const conversation = newest?.order[newest.at];
    if (!newest || !conversation) break;
    newest.at -= 1;
    if (isInFolder(conversation, query.folder)) page.push(conversation);
  }
  return page;
}

function sortByKey(world: World, query: FolderQuery, after: Conversation | null): Conversation[] {
  const key = keyOf(query);
  const matching: { conversation: Conversation; by: number }[] = [];
  for (const subreddit of query.subreddits) {
    for (const conversation of world.index.conversationOrder.get(subreddit.id) ?? []) {
      if (isInFolder(conversation, query.folder)) {
        matching.push({ conversation, by: key(conversation) });
      }
    }
  }
  matching.sort((a, b) => b.by - a.by || b.conversation.lastUpdated - a.conversation.lastUpdated);
  const start = after ? matching.findIndex((one) => one.conversation === after) + 1 : 0;
  return matching.slice(start, start + query.limit).map((one) => one.conversation);
}

function keyOf(query: FolderQuery): (conversation: Conversation) => number {
  if (query.sort === "mod") return (one) => one.lastModUpdate ?? 0;
  if (query.sort === "user") return (one) => one.lastUserUpdate ?? 0;
  return (one) => lastUnread(one, query.viewerId) ?? 0;
}

/** All of a folder, for counts and bulk reading. */
export function* walkFolder(
  world: World,
  subreddits: readonly Subreddit[],
  folder: Folder,
): Generator<Conversation> {
  for (const subreddit of subreddits) {
    for (const conversation of world.index.conversationOrder.get(subreddit.id) ?? []) {
      if (isInFolder(conversation, folder)) yield conversation;
    }
  }
}
