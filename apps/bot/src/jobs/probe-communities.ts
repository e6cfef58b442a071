import type { Database } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { CommunityIssues } from "../community-issues.ts";

/**
 * Has each community looked at by itself, to tell which one Reddit refuses and why. If one
 * of them is known to be in trouble, that explains the refusal, and nothing is asked.
 */
export async function probeCommunities(
  database: Database,
  subreddits: readonly string[],
  troubles: CommunityIssues,
): Promise<void> {
  const known = troubles.current();
  if (subreddits.some((name) => known.includes(name.toLowerCase()))) return;
  try {
    for (const subreddit of subreddits)
      await enqueue(database.pool, "refresh-subreddit", { subreddit });
  } catch {
    // Without a database there are other worries; Reddit will refuse again.
  }
}
