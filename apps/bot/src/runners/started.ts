import type { Bot } from "../compose.ts";
import { enqueueConversation } from "../jobs/enqueue-conversation.ts";

/** Appeals that one pass hands over at most; the next pass takes the rest. */
const mostPerPass = 1000;

/** Looks for appeals that are due; a waiting one that nothing happened to costs nothing. */
export function createStarted(bot: Bot): () => Promise<number> {
  return async () => {
    const due = await bot.ports.store.dueAppeals(bot.ports.clock.now(), mostPerPass);
    for (const { conversationId, subreddit, username } of due)
      await enqueueConversation(bot, { conversationId, subreddit, username, because: "due" });
    return due.length;
  };
}
