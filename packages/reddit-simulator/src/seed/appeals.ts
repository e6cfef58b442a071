import { createAccount } from "../state/accounts.ts";
import { banRedditor } from "../state/bans.ts";
import { replyAsRedditor } from "../state/modmail.ts";
import { Refusal } from "../state/refusal.ts";
import { requireSubreddit } from "../state/subreddits.ts";
import type { World } from "../state/world.ts";

export interface AppealsSeed {
  subreddit: string;
  count: number;
  prefix: string;
  reason: string;
  message: string;
  text: string;
}

/** Many redditors at once, each banned and each answering the notice: for measuring. */
export function seedAppeals(
  world: World,
  now: number,
  seed: AppealsSeed,
): { names: string[]; conversationIds: string[] } {
  const subreddit = requireSubreddit(world, seed.subreddit);
  const moderator = world.accounts.get(subreddit.moderators[0]?.accountId ?? "");
  if (!moderator) throw new Refusal("NO_MODERATOR", "this subreddit has no moderator", "subreddit");
  const names: string[] = [];
  const conversationIds: string[] = [];
  const first = world.accounts.size;
  for (let at = 0; at < seed.count; at += 1) {
    const redditor = createAccount(world, now, { name: `${seed.prefix}_${first + at}` });
    const { reason, message } = seed;
    const ban = { reason, message };
    const { conversation } = banRedditor(world, now, subreddit, redditor, moderator, ban);
    if (!conversation) continue;
    replyAsRedditor(world, now, conversation, redditor, seed.text);
    names.push(redditor.name);
    conversationIds.push(conversation.id);
  }
  return { names, conversationIds };
}
