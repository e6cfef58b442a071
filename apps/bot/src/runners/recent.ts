import { createHash } from "node:crypto";
import { type Conversation, RedditError } from "@appealmod/core";
import { createListingFollower, type ListingFollower, type ListingPass } from "@appealmod/engine";
import { enqueueAll } from "@appealmod/jobs";
import type { Bot } from "../compose.ts";
import { findLost } from "../jobs/find-lost.ts";

/**
 * Follows the modmail listing; each pass hands over what changed.
 *
 * @param isOnce one pass only: nobody looks again soon, so that every conversation is to be
 * read before it is decided upon
 */
export function createRecent(
  bot: Bot,
  account: string,
  isOnce = false,
): () => Promise<ListingPass> {
  let wasIdle = false;
  let mark = "";
  let follower: ListingFollower | null = null;
  return async () => {
    await bot.refreshServed();
    const isIdle = bot.servedSubreddits().length === 0;
    if (isIdle && !wasIdle) tellIdle(bot);
    wasIdle = isIdle;
    if (isIdle) return { changed: 0, requests: 0 };
    const markNow = markOf(bot, account);
    if (follower === null || mark !== markNow) follower = createFollower(bot, markNow, isOnce);
    bot.listing.follower = follower;
    mark = markNow;
    // A pass vouches for what it saw from its beginning on.
    await bot.whenRedditOpen();
    return await follower.pass().catch((error: unknown) => onlyOneRefused(bot, error));
  };
}

function createFollower(bot: Bot, mark: string, isOnce: boolean): ListingFollower {
  /** By how many milliseconds Reddit's clock is ahead of ours, as far as its dates tell. */
  let ahead = 0;
  return createListingFollower({
    reddit: bot.ports.reddit,
    store: bot.ports.store,
    clock: bot.ports.clock,
    account: mark,
    subreddits: bot.servedSubreddits,
    cutoffDays: bot.config.updateCutoff,
    enqueue: (changed, seenAt) => {
      const newest = Math.max(...changed.map(({ lastUpdated }) => lastUpdated.getTime()));
      ahead = Math.max(ahead, newest - bot.ports.clock.now().getTime());
      return handOver(bot, changed, { seenAt: isOnce ? null : seenAt, ahead });
    },
  });
}

/**
 * Under which name it is kept how far the listing was seen: another one for each set of
 * communities that Reddit shows us. A community that joins is thereby looked through from
 * its beginning, and one that was lost for a while from where it was lost.
 */
function markOf(bot: Bot, account: string): string {
  const lost = bot.communityTroubles.current();
  const seen = bot
    .servedSubreddits()
    .map((name) => name.toLowerCase())
    .filter((name) => !lost.includes(name))
    .toSorted();
  return `${account}/${createHash("sha256").update(seen.join()).digest("hex").slice(0, 12)}`;
}

/** Where Reddit refuses the only community, there is nothing else to look at: it is named. */
async function onlyOneRefused(bot: Bot, error: unknown): Promise<never> {
  const [only, ...others] = bot.servedSubreddits();
  const isRefusal =
    error instanceof RedditError && (error.kind === "forbidden" || error.kind === "not-found");
  if (!isRefusal || only === undefined || others.length > 0) throw error;
  await findLost(bot.database, [only], bot.communityTroubles);
  const { kind, endpoint, status } = error;
  const told = `r/${only} cannot be served. ${error.message}`;
  throw new RedditError(told, { kind, endpoint, status, cause: error });
}

/** Serving nobody is never what was meant; serving all that the account moderates might not be either. */
function tellIdle({ ports }: Bot): void {
  ports.events.record({
    event: "no-community",
    level: "warn",
    audience: "alert",
    message:
      "There is no community to serve: name some in the setting subreddits (APPEALMOD_SUBREDDITS), or with pnpm appealmod serve.",
    runner: "recent",
    at: ports.clock.now(),
  });
}

async function handOver(
  bot: Bot,
  changed: readonly Conversation[],
  { seenAt, ahead }: { readonly seenAt: Date | null; readonly ahead: number },
): Promise<void> {
  const jobs = changed.map((conversation) => ({
    payload: {
      conversationId: conversation.id,
      subreddit: conversation.subreddit,
      username: conversation.appellant?.name ?? null,
      because: "listing" as const,
      ...(seenAt ? { listed: { conversation, seenAt } } : {}),
    },
    // Those that have waited longest go first, from whatever page or pass.
    waitingSince: new Date(conversation.lastUpdated.getTime() - ahead),
  }));
  await enqueueAll(bot.database.pool, "process-conversation", jobs);
}
