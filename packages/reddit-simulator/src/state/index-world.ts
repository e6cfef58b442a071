import type { Conversation, Mail, World, WorldIndex, WorldRecord } from "./world.ts";

/** Rebuilds every index from the record, after a state file or a snapshot was read. */
export function indexWorld(record: WorldRecord): World {
  const index: WorldIndex = {
    accountByName: new Map(),
    subredditByName: new Map(),
    conversationOrder: new Map(),
    conversationsWith: new Map(),
    received: new Map(),
    sent: new Map(),
    threads: new Map(),
    endings: [],
  };
  for (const account of record.accounts.values()) {
    if (account.status !== "deleted") index.accountByName.set(account.name.toLowerCase(), account);
  }
  for (const subreddit of record.subreddits.values()) {
    index.subredditByName.set(subreddit.name.toLowerCase(), subreddit);
    for (const relationships of Object.values(subreddit.relationships)) {
      for (const relationship of relationships.values()) {
        if (relationship.endsAt !== null) {
          const { endsAt } = relationship;
          index.endings.push({ endsAt, subredditId: subreddit.id, relationship });
        }
      }
    }
  }
  index.endings.sort((a, b) => a.endsAt - b.endsAt);
  const byDate = [...record.conversations.values()].sort((a, b) => a.lastUpdated - b.lastUpdated);
  for (const conversation of byDate) indexConversation(index, conversation);
  for (const mail of record.mails.values()) indexMail(index, mail);
  return { ...record, index };
}

/** Enters a conversation that is newer than all others of its subreddit. */
export function indexConversation(index: WorldIndex, conversation: Conversation): void {
  append(index.conversationOrder, conversation.subredditId, conversation);
  if (conversation.participantId !== null) {
    const key = `${conversation.subredditId}/${conversation.participantId}`;
    append(index.conversationsWith, key, conversation);
  }
}

export function indexMail(index: WorldIndex, mail: Mail): void {
  if (mail.recipientId !== null) append(index.received, mail.recipientId, mail);
  if (mail.authorId !== null && mail.distinguished === null) {
    append(index.sent, mail.authorId, mail);
  }
  if (mail.firstId !== null) append(index.threads, mail.firstId, mail);
}

/**
 * Moves a conversation to the newest end of its subreddit's order.
 *
 * @param previous its lastUpdated before the change, by which its present place is found.
 */
export function moveToNewest(
  index: WorldIndex,
  conversation: Conversation,
  previous: number,
): void {
  const order = index.conversationOrder.get(conversation.subredditId) ?? [];
  const place = placeOf(order, previous);
  if (order[place] === conversation) order.splice(place, 1);
  order.push(conversation);
}

/** Index of the first conversation that is not older than `date`. */
export function placeOf(order: readonly Conversation[], date: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle]?.lastUpdated ?? 0) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
