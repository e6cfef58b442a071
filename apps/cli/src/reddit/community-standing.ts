import { moderatorStanding, RedditError, type SubredditFacts } from "@appealmod/core";

/** Whether an account may do in a community what the bot has to do. */
export interface CommunityStanding {
  readonly subreddit: string;
  /** `unknown` where Reddit does not show who moderates the community. */
  readonly verdict: "complete" | "lacking" | "unknown";
  /** As Reddit names them; empty where it does not tell. */
  readonly permissions: readonly string[];
  /** What is missing, and the cure. */
  readonly explanation: string;
}

/** What Reddit's list of moderators says of the account. */
export function standingOf(facts: SubredditFacts, account: string): CommunityStanding {
  const subreddit = facts.name;
  const standing = moderatorStanding(facts, account);
  switch (standing.verdict) {
    case "unknown":
      return {
        subreddit,
        verdict: "unknown",
        permissions: [],
        explanation: "Reddit does not show its moderators, so nobody can tell.",
      };
    case "no-moderator":
      return {
        subreddit,
        verdict: "lacking",
        permissions: [],
        explanation: `u/${account} is no moderator: invite it with the permissions access and mail, and accept the invitation.`,
      };
    case "complete":
      return { subreddit, ...standing, explanation: "All that the bot needs." };
    case "lacking":
      return {
        subreddit,
        verdict: "lacking",
        permissions: standing.permissions,
        explanation: `Without ${standing.missing.join(" and ")}: grant it at https://www.reddit.com/r/${subreddit}/about/moderators.`,
      };
  }
}

/**
 * The standing where the community could not be read at all.
 *
 * @throws the error itself when it says nothing about the community
 */
export function standingAfter(error: unknown, subreddit: string): CommunityStanding {
  const isAboutIt =
    error instanceof RedditError && (error.kind === "not-found" || error.kind === "forbidden");
  if (!isAboutIt) throw error;
  return { subreddit, verdict: "lacking", permissions: [], explanation: error.message };
}
