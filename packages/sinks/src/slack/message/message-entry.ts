import type { StoredEvent } from "@appealmod/core";

/** What a message shows of an event. */
export type ShownEvent = Pick<
  StoredEvent,
  | "event"
  | "audience"
  | "message"
  | "at"
  | "runner"
  | "subreddit"
  | "conversationId"
  | "appealId"
  | "username"
  | "error"
>;

/** A part of a message: one event, or several that are told as one. */
export interface MessageEntry {
  /** The first of them. */
  readonly event: ShownEvent;
  readonly count: number;
  /** Conversations of the others, as many as a message shows. */
  readonly others: readonly string[];
  /** Similar events were put together because there were too many. */
  readonly isFolded: boolean;
}

const shownConversations = 10;

export function entryOf(event: ShownEvent): MessageEntry {
  return { event, count: 1, others: [], isFolded: false };
}

/** An entry that tells of one more event. */
export function withOneMore(entry: MessageEntry, { conversationId }: ShownEvent): MessageEntry {
  const { event, count, others } = entry;
  const isShown =
    conversationId === undefined ||
    conversationId === event.conversationId ||
    others.includes(conversationId) ||
    others.length >= shownConversations;
  return { ...entry, count: count + 1, others: isShown ? others : [...others, conversationId] };
}

/**
 * What makes two alerts or errors the same: everything but numbers and the conversation that
 * they happened in. `null` for steps and milestones, each of which is news.
 */
export function repeatKey(event: ShownEvent): string | null {
  if (event.audience !== "alert" && event.audience !== "error") return null;
  const error = event.error === undefined ? "" : `${event.error.name}: ${event.error.message}`;
  const own = [event.conversationId, event.username, event.appealId].filter(
    (word): word is string => word !== undefined && word.length > 2,
  );
  let text = `${event.message} ${error}`;
  for (const word of own) text = text.replaceAll(word, "#");
  text = text.slice(0, 500).replace(/\d+/g, "#");
  return [event.audience, event.event, event.subreddit ?? "", text].join("|");
}

/** What a digest puts together. */
export function foldKey({ audience, event, subreddit }: ShownEvent): string {
  return [audience, event, subreddit ?? ""].join("|");
}
