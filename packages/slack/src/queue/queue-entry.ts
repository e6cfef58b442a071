import type { BotEvent } from "@appealmod/core";

/** One event that waits for a webhook, or several that are told as one. */
export interface QueueEntry {
  /** Events with the same key are told as one. */
  readonly key: string;
  /** The first of them. */
  readonly event: BotEvent;
  count: number;
  /** Conversations of the others, as many as a message shows. */
  others: string[];
  /** Similar events were put together because there were too many. */
  isFolded: boolean;
}

const shownConversations = 10;

/** Puts a later entry into an earlier one. */
export function mergeInto(entry: QueueEntry, later: QueueEntry): void {
  entry.count += later.count;
  entry.isFolded ||= later.isFolded;
  const ids = [later.event.conversationId, ...later.others];
  for (const id of ids) {
    const isShown =
      id === undefined || id === entry.event.conversationId || entry.others.includes(id);
    if (!isShown && entry.others.length < shownConversations) entry.others.push(id);
  }
}

/**
 * What makes two alerts or errors the same: everything but numbers and the conversation that
 * they happened in. `null` for steps and milestones, each of which is news.
 */
export function repeatKey(event: BotEvent): string | null {
  if (event.audience !== "alert" && event.audience !== "error") return null;
  const error = event.error instanceof Error ? `${event.error.name}: ${event.error.message}` : "";
  const own = [event.conversationId, event.username, event.appealId].filter(
    (word): word is string => word !== undefined && word.length > 2,
  );
  let text = `${event.message} ${error}`;
  for (const word of own) text = text.replaceAll(word, "#");
  text = text.slice(0, 500).replace(/\d+/g, "#");
  return [event.audience, event.event, event.subreddit ?? "", text].join("|");
}

/** What a digest puts together. */
export function foldKey({ audience, event, subreddit }: BotEvent): string {
  return [audience, event, subreddit ?? ""].join("|");
}
