import type { Actor, UnreadableRowError } from "@appealmod/core";
import { type CommunityRevision, listRevisions } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Every change of what a community sets of its own, the newest first: that one is in force.
 *
 * @param onUnreadable told of each revision that is left out because it cannot be read
 */
export async function communityHistory(
  { database }: Installation,
  actor: Actor,
  subreddit: string,
  onUnreadable: (row: UnreadableRowError) => void,
): Promise<readonly CommunityRevision[]> {
  await requirePermission(database, actor, "configure", subreddit);
  return listRevisions(database, subreddit, onUnreadable);
}
