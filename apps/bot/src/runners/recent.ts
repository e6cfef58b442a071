import type { Conversation } from "@appealmod/core";
import { createListingFollower, type ListingPass } from "@appealmod/engine";
import type { Bot } from "../compose.ts";
import { enqueueConversation } from "../jobs/enqueue-conversation.ts";

/** Follows the modmail listing; each pass hands over what changed. */
export function createRecent(bot: Bot, account: string): () => Promise<ListingPass> {
  const follower = createListingFollower({
    reddit: bot.ports.reddit,
    store: bot.ports.store,
    clock: bot.ports.clock,
    account,
    subreddits: bot.servedSubreddits,
    cutoffDays: bot.config.updateCutoff,
    enqueue: (changed) => enqueueAll(bot, changed),
  });
  let wasIdle = false;
  return async () => {
    await bot.refreshServed();
    const isIdle = bot.servedSubreddits().length === 0;
    if (isIdle && !wasIdle) tellIdle(bot);
    wasIdle = isIdle;
    return isIdle ? { changed: 0, requests: 0 } : await follower.pass();
  };
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

async function enqueueAll(bot: Bot, changed: readonly Conversation[]): Promise<void> {
  for (const { id, subreddit, appellant } of changed)
    await enqueueConversation(bot, {
      conversationId: id,
      subreddit,
      username: appellant?.name ?? null,
      because: "listing",
    });
}
