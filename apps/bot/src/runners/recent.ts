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
  return async () => {
    await bot.refreshServed();
    return await follower.pass();
  };
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
