import type { Actor } from "@appealmod/core";
import { recordTrouble } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Notes what keeps the bot from serving a community.
 *
 * @param observed.trouble in words for people; `null` when it is mended
 */
export async function recordCommunityTrouble(
  { database }: Installation,
  actor: Actor,
  observed: { readonly subreddit: string; readonly trouble: string | null },
): Promise<void> {
  await requirePermission(database, actor, "observe", observed.subreddit);
  await recordTrouble(database, observed.subreddit, observed.trouble);
}
