import type { Database } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import type { CommunityIssues } from "../community-issues.ts";

/**
 * Has each community read by itself, to find which one Reddit refuses and why. A known issue of
 * one of them explains the refusal, and nothing is asked.
 */
export async function probeCommunities(
  database: Database,
  subreddits: readonly string[],
  issues: CommunityIssues,
): Promise<void> {
  const known = issues.current();
  if (subreddits.some((name) => known.includes(name.toLowerCase()))) return;
  try {
    for (const subreddit of subreddits)
      await enqueue(database.pool, "refresh-subreddit", { subreddit });
  } catch {
    // Without a database there are other worries; Reddit will refuse again.
  }
}
