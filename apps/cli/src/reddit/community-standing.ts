import { isSameName, RedditError, type SubredditFacts } from "@appealmod/core";

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

const needed = ["access", "mail"];

/** What Reddit's list of moderators says of the account. */
export function standingOf(facts: SubredditFacts, account: string): CommunityStanding {
  const subreddit = facts.name;
  const own = facts.moderators.find(({ name }) => isSameName(name, account));
  const permissions = own?.permissions ?? [];
  const standing = (verdict: CommunityStanding["verdict"], explanation: string) => ({
    subreddit,
    verdict,
    permissions,
    explanation,
  });
  if (facts.moderators.length === 0)
    return standing("unknown", "Reddit does not show its moderators, so nobody can tell.");
  if (own === undefined)
    return standing(
      "lacking",
      `u/${account} is no moderator: invite it with the permissions access and mail, and accept the invitation.`,
    );
  const hasAll = permissions.length === 0 || permissions.includes("all");
  const missing = hasAll ? [] : needed.filter((permission) => !permissions.includes(permission));
  if (missing.length === 0) return standing("complete", "All that the bot needs.");
  return standing(
    "lacking",
    `Without ${missing.join(" and ")}: grant it at https://www.reddit.com/r/${subreddit}/about/moderators.`,
  );
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
