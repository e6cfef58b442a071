import {
  type AppealStore,
  type Clock,
  type Conversation,
  dayMs,
  type RedditGateway,
} from "@appealmod/core";
import { scanListing } from "./scan-listing.ts";

const pageSize = 100;

/** One scan of the listing. */
export interface ListingPass {
  /** Conversations that changed since they were last handled, most recent first. */
  readonly changed: number;
  readonly requests: number;
}

export interface ListingFollower {
  /** Scans from the newest conversation to where the last scan began. */
  pass(): Promise<ListingPass>;
}

interface SeenPage {
  readonly conversations: readonly Conversation[];
  readonly seenAt: Date;
}

/** For how long a pass vouches for what it saw. */
const vouchesForMs = 8_000;

/**
 * Whether a listing is followed, in whichever process: a pass that began a moment ago has put into
 * the queue whatever had changed.
 *
 * @param cursorKey under which it is kept how far the listing was seen
 */
export async function isListingFollowed(
  { store, clock }: { readonly store: Pick<AppealStore, "readCursor">; readonly clock: Clock },
  cursorKey: string,
): Promise<boolean> {
  const cursor = await store.readCursor(cursorKey);
  if (cursor === null || cursor.observedAt === null) return false;
  return clock.now().getTime() - cursor.observedAt.getTime() < vouchesForMs;
}

/**
 * Follows the modmail listing by what changed since last time. The date up to which all is
 * seen is taken from the first page, before the scan, and saved after it: whatever changes
 * meanwhile moves to the top and is found by the next pass, and a scan that is cut short is
 * simply repeated. A quiet pass costs one request.
 */
export function createListingFollower(options: {
  readonly reddit: RedditGateway;
  readonly store: AppealStore;
  readonly clock: Clock;
  /** Under which it is kept how far the listing was seen. */
  readonly cursorKey: string;
  readonly subreddits: () => readonly string[];
  /** Days of old mail that a first scan covers. */
  readonly cutoffDays: number;
  /** Makes sure that these are processed; resolves when that is certain. */
  readonly enqueue: (changed: readonly Conversation[], seenAt: Date) => Promise<void>;
}): ListingFollower {
  const { reddit, store, clock, cursorKey } = options;
  /** Enqueued by this process already, so that a long queue is not filled twice. */
  const enqueued = new Map<string, number>();

  async function changedOn(page: readonly Conversation[], oldest: Date): Promise<Conversation[]> {
    const candidates = page.filter(
      (conversation) =>
        conversation.lastUpdated >= oldest &&
        !conversation.isInternal &&
        (enqueued.get(conversation.id) ?? 0) < conversation.lastUpdated.getTime(),
    );
    if (candidates.length === 0) return [];
    const handled = await store.handledUntil(candidates.map((conversation) => conversation.id));
    return candidates.filter(({ id, lastUpdated }) => {
      const until = handled.get(id);
      return until === undefined || until < lastUpdated;
    });
  }

  async function enqueuePage({ conversations, seenAt }: SeenPage): Promise<void> {
    if (conversations.length === 0) return;
    await options.enqueue(conversations, seenAt);
    for (const { id, lastUpdated } of conversations) enqueued.set(id, lastUpdated.getTime());
    dropOldest(enqueued, 20_000);
  }

  return {
    async pass() {
      const began = clock.now();
      const subreddits = options.subreddits();
      const cursor = await store.readCursor(cursorKey);
      const oldest = new Date(began.getTime() - options.cutoffDays * dayMs);
      const seenUntil = cursor?.seenUntil ?? oldest;
      const length = { longest: cursor?.longestPage ?? 0 };
      const seen = new Set<string>();
      let newest = seenUntil;
      let changed = 0;
      let requests = 0;
      let seenAt = began;
      /** A page is enqueued once the next one is here, or the work on it would move the anchor. */
      let waiting: SeenPage | null = null;

      const ask = (after: string | null) => {
        requests += 1;
        seenAt = clock.now();
        return reddit.listConversations({ subreddits, after, limit: pageSize, state: "all" });
      };

      try {
        for await (const page of scanListing(ask, length)) {
          const seenAtPage = seenAt;
          if (waiting) await enqueuePage(waiting);
          if (page.span && page.span.newest > newest && seen.size === 0) newest = page.span.newest;
          const unseen = page.conversations.filter(({ id }) => !seen.has(id));
          for (const { id } of unseen) seen.add(id);
          waiting = { conversations: await changedOn(unseen, oldest), seenAt: seenAtPage };
          changed += waiting.conversations.length;
          if (page.span !== null && page.span.oldest <= seenUntil) break;
        }
      } finally {
        if (waiting) await enqueuePage(waiting);
      }

      if (cursor !== null || newest > seenUntil)
        await store.saveCursor(cursorKey, {
          seenUntil: newest,
          longestPage: length.longest,
          observedAt: began,
        });
      return { changed, requests };
    },
  };
}

function dropOldest(map: Map<string, number>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
