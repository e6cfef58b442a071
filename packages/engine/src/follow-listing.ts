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
 *
 * What Reddit shows while it refuses one of the communities is followed by a cursor of its own:
 * the first complete pass afterwards goes back to where the last complete one began, whenever the
 * refusal was noticed, if it was noticed at all.
 */
export function createListingFollower(options: {
  readonly reddit: RedditGateway;
  readonly store: AppealStore;
  readonly clock: Clock;
  /** Under which it is kept how far the listing was seen. */
  readonly cursorKey: string;
  readonly subreddits: () => readonly string[];
  /** Those of them that Reddit is known to refuse. */
  readonly lost?: () => readonly string[];
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
      const lost = options.lost?.() ?? [];
      const oldest = new Date(began.getTime() - options.cutoffDays * dayMs);
      let cursor = await openCursor(store, cursorKey, oldest);
      const length = { longest: cursor.longestPage };
      const seen = new Set<string>();
      let newest: Date | null = null;
      let changed = 0;
      let requests = 0;
      let seenAt = began;
      /** A page is enqueued once the next one is here, or the work on it would move the anchor. */
      let waiting: SeenPage | null = null;

      const ask = (after: string | null) => {
        requests += 1;
        seenAt = clock.now();
        return reddit.listConversations({ subreddits, lost, after, limit: pageSize, state: "all" });
      };

      try {
        for await (const page of scanListing(ask, length)) {
          const seenAtPage = seenAt;
          if (waiting) await enqueuePage(waiting);
          if (page.isPartial && cursor.key === cursorKey)
            cursor = await openPartialCursor(store, cursor, lost);
          newest ??= page.span?.newest ?? null;
          const unseen = page.conversations.filter(({ id }) => !seen.has(id));
          for (const { id } of unseen) seen.add(id);
          waiting = { conversations: await changedOn(unseen, oldest), seenAt: seenAtPage };
          changed += waiting.conversations.length;
          if (page.span !== null && page.span.oldest <= cursor.seenUntil) break;
        }
      } finally {
        if (waiting) await enqueuePage(waiting);
      }

      await store.saveCursor(cursor.key, {
        seenUntil: later(cursor.seenUntil, newest),
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

interface OpenCursor {
  readonly key: string;
  readonly seenUntil: Date;
  readonly longestPage: number;
}

async function openCursor(store: AppealStore, key: string, oldest: Date): Promise<OpenCursor> {
  const kept = await store.readCursor(key);
  const { seenUntil, longestPage } = kept ?? { seenUntil: oldest, longestPage: 0 };
  return { key, seenUntil, longestPage };
}

/** What a complete pass has seen, a partial one need not look for. */
async function openPartialCursor(
  store: AppealStore,
  complete: OpenCursor,
  lost: readonly string[],
): Promise<OpenCursor> {
  const key = `${complete.key}/without ${lost.join()}`;
  const partial = await openCursor(store, key, complete.seenUntil);
  return { ...partial, seenUntil: later(partial.seenUntil, complete.seenUntil) };
}

function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
