import type { Actor } from "@appealmod/core";
import { type FullCommunityRevision, findRevision } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * What a community set of its own by one of its revisions; `null` where there is no such revision.
 *
 * @throws UnreadableRowError
 */
export async function communityRevision(
  { database }: Installation,
  actor: Actor,
  { subreddit, number }: { readonly subreddit: string; readonly number: number },
): Promise<FullCommunityRevision | null> {
  await requirePermission(database, actor, "configure", subreddit);
  return findRevision(database, subreddit, number);
}
