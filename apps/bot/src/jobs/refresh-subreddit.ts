import { moderatorStanding, RedditError, type SubredditFacts } from "@appealmod/core";
import type { JobPayload } from "@appealmod/jobs";
import { recordCommunityFacts } from "@appealmod/use-cases";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";

/**
 * Fetches a community's public description: its rules are shown beside the form, and its list of
 * moderators says whether the bot may do its work there.
 */
export async function refreshSubreddit(
  bot: Bot,
  { reddit }: BotAccount,
  { subreddit }: JobPayload<"refresh-subreddit">,
): Promise<void> {
  const { clock } = bot.ports;
  try {
    const facts = await reddit.subredditFacts(subreddit);
    const at = clock.now();
    await recordCommunityFacts(bot, { kind: "program" }, { facts, at });
    const issue = missingPermission(facts, await reddit.username());
    if (issue) await bot.communityIssues.open(subreddit, issue);
    else await bot.communityIssues.resolve(subreddit);
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    if (error.kind !== "not-found" && error.kind !== "forbidden") throw error;
    await bot.communityIssues.open(subreddit, `r/${subreddit} cannot be read: ${error.message}`);
  }
}

/** What the account lacks in a community, and the cure; `null` when it lacks nothing or nobody knows. */
function missingPermission(facts: SubredditFacts, account: string): string | null {
  const standing = moderatorStanding(facts, account);
  if (standing.verdict === "no-moderator")
    return `u/${account} is no moderator of r/${facts.name}: its moderators have to invite the bot and the invitation has to be accepted.`;
  if (standing.verdict !== "lacking") return null;
  const { missing } = standing;
  return `u/${account} lacks the permission${missing.length > 1 ? "s" : ""} ${missing.join(" and ")} in r/${facts.name}: give it under Mod Tools, Moderators.`;
}
