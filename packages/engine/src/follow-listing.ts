import {
  type AppealStore,
  type Clock,
  type Conversation,
  dayMs,
  type RedditGateway,
} from "@appealmod/core";
import { walkListing } from "./walk-listing.ts";

const pageSize = 100;

/** One walk over the listing. */
export interface ListingPass {
  /** Conversations that changed since they were last handled, most recent first. */
  readonly changed: number;
  readonly requests: number;
}

export interface ListingFollower {
  /** Walks from the newest conversation to where the last walk began. */
  pass(): Promise<ListingPass>;
  /**
   * Whether a conversation is known to be as it was handed over: a pass that began a moment
   * ago saw nothing newer of it.
   */
  isAsHandedOver(conversation: Conversation): boolean;
}

interface HandOver {
  readonly conversations: readonly Conversation[];
  readonly seenAt: Date;
}

/** For how long a pass vouches for what it saw. */
const vouchesForMs = 8_000;

/**
 * Follows the modmail listing by what changed since last time. The mark up to which all is
 * seen is taken from the first page, before the walk, and saved after it: whatever changes
 * meanwhile moves to the top and is found by the next pass, and a walk that is cut short is
 * simply walked again. A quiet pass costs one request.
 */
export function createListingFollower(options: {
  readonly reddit: RedditGateway;
  readonly store: AppealStore;
  readonly clock: Clock;
  /** Under which the mark is kept. */
  readonly account: string;
  readonly subreddits: () => readonly string[];
  /** Days of old mail that a first walk looks at. */
  readonly cutoffDays: number;
  /** Makes sure that these are processed; resolves when that is certain. */
  readonly enqueue: (changed: readonly Conversation[], seenAt: Date) => Promise<void>;
}): ListingFollower {
  const { reddit, store, clock, account } = options;
  let lastPassBegan = Number.NEGATIVE_INFINITY;
  /** Handed over in this process already, so that a long queue is not filled twice. */
  const handedOver = new Map<string, number>();

  async function changedOn(page: readonly Conversation[], oldest: Date): Promise<Conversation[]> {
    const candidates = page.filter(
      (conversation) =>
        conversation.lastUpdated >= oldest &&
        !conversation.isInternal &&
        (handedOver.get(conversation.id) ?? 0) < conversation.lastUpdated.getTime(),
    );
    if (candidates.length === 0) return [];
    const handled = await store.handledUntil(candidates.map((conversation) => conversation.id));
    return candidates.filter(({ id, lastUpdated }) => {
      const until = handled.get(id);
      return until === undefined || until < lastUpdated;
    });
  }

  async function handOver({ conversations, seenAt }: HandOver): Promise<void> {
    if (conversations.length === 0) return;
    await options.enqueue(conversations, seenAt);
    for (const { id, lastUpdated } of conversations) handedOver.set(id, lastUpdated.getTime());
    forgetOldest(handedOver, 20_000);
  }

  return {
    isAsHandedOver({ id, lastUpdated }) {
      const isRecent = clock.now().getTime() - lastPassBegan < vouchesForMs;
      return isRecent && handedOver.get(id) === lastUpdated.getTime();
    },
    async pass() {
      const began = clock.now();
      const subreddits = options.subreddits();
      const cursor = await store.readCursor(account);
      const oldest = new Date(began.getTime() - options.cutoffDays * dayMs);
      const seenUntil = cursor?.seenUntil ?? oldest;
      const length = { longest: cursor?.longestPage ?? 0 };
      const seen = new Set<string>();
      let newest = seenUntil;
      let changed = 0;
      let requests = 0;
      let seenAt = began;
      /** A page is handed over once the next one is here, or the work on it would move the anchor. */
      let waiting: HandOver | null = null;

      const ask = (after: string | null) => {
        requests += 1;
        seenAt = clock.now();
        return reddit.listConversations({ subreddits, after, limit: pageSize, state: "all" });
      };

      try {
        for await (const page of walkListing(ask, length)) {
          const seenAtPage = seenAt;
          if (waiting) await handOver(waiting);
          if (page.span && page.span.newest > newest && seen.size === 0) newest = page.span.newest;
          const unseen = page.conversations.filter(({ id }) => !seen.has(id));
          for (const { id } of unseen) seen.add(id);
          waiting = { conversations: await changedOn(unseen, oldest), seenAt: seenAtPage };
          changed += waiting.conversations.length;
          if (page.span !== null && page.span.oldest <= seenUntil) break;
        }
      } finally {
        if (waiting) await handOver(waiting);
      }

      if (newest > seenUntil)
        await store.saveCursor(account, { seenUntil: newest, longestPage: length.longest });
      lastPassBegan = began.getTime();
      return { changed, requests };
    },
  };
}

function forgetOldest(map: Map<string, number>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
