import type { AppealStore, Clock, Conversation, RedditGateway } from "@appealmod/core";

const day = 24 * 60 * 60 * 1000;
const pageSize = 100;

/** Reddit's own default; a shorter page than this is the last one on any server. */
const surelyLast = 25;

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

  async function handOver(changed: readonly Conversation[], seenAt: Date): Promise<void> {
    if (changed.length === 0) return;
    await options.enqueue(changed, seenAt);
    for (const { id, lastUpdated } of changed) handedOver.set(id, lastUpdated.getTime());
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
      const oldest = new Date(began.getTime() - options.cutoffDays * day);
      const seenUntil = cursor?.seenUntil ?? oldest;
      const seen = new Set<string>();
      /** Where each page ended, so that the walk can be taken up further back. */
      const anchors: string[] = [];
      let doubted: string | null = null;
      let newest: Date | null = null;
      let changed = 0;
      let requests = 0;

      const pageAfter = (after: string | null) => {
        requests += 1;
        return reddit.listConversations({ subreddits, after, limit: pageSize, state: "all" });
      };

      while (true) {
        const seenAt = clock.now();
        const page = await pageAfter(anchors.at(-1) ?? null);
        if (page.last === null) {
          // Either this is the end, or the conversation that we page from was archived meanwhile
          // (by our own hand, as a rule): the page before tells which.
          doubted = anchors.pop() ?? null;
          if (doubted === null) break;
          continue;
        }

        newest ??= page.span?.newest ?? null;
        const unseen = page.conversations.filter(({ id }) => !seen.has(id));
        for (const { id } of unseen) seen.add(id);
        const news = await changedOn(unseen, oldest);
        await handOver(news, seenAt);
        changed += news.length;

        const isEndConfirmed = page.last === doubted || page.last === anchors.at(-1);
        const isKnownGround = page.span !== null && page.span.oldest <= seenUntil;
        if (page.size < surelyLast || isEndConfirmed || isKnownGround) break;
        anchors.push(page.last);
        doubted = null;
      }

      if (newest && newest > seenUntil) await store.saveCursor(account, { seenUntil: newest });
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
