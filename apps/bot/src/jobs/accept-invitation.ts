import { moderatorStanding, RedditError } from "@appealmod/core";
import type { JobPayload } from "@appealmod/jobs";
import { recordInvitation } from "@appealmod/use-cases";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";

/**
 * Accepts the invitation to moderate a community whose moderators asked the bot to come. Whether it
 * is a moderator then is read from the community's own list: the invitation may have been accepted
 * by hand, or by a run before whose answer was lost.
 */
export async function acceptInvitation(
  bot: Bot,
  { reddit }: BotAccount,
  { subreddit }: JobPayload<"accept-invitation">,
): Promise<void> {
  const actor = { kind: "program" } as const;
  try {
    const isAccepted = bot.ports.isDryRun ? false : await reddit.acceptModeratorInvite(subreddit);
    const [facts, name] = [await reddit.subredditFacts(subreddit), await reddit.username()];
    const isThere = isAccepted || isModerator(moderatorStanding(facts, name).verdict);
    await recordInvitation(
      bot,
      actor,
      isThere ? { subreddit, facts } : { subreddit, missing: missingInvitation(subreddit, name) },
    );
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    if (error.kind !== "not-found" && error.kind !== "forbidden" && error.kind !== "refused")
      throw error;
    await recordInvitation(bot, actor, { subreddit, missing: error.message });
  }
}

function isModerator(verdict: ReturnType<typeof moderatorStanding>["verdict"]): boolean {
  return verdict === "complete" || verdict === "lacking";
}

function missingInvitation(subreddit: string, name: string): string {
  return `There is no invitation for u/${name} to moderate r/${subreddit} yet.`;
}
