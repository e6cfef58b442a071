import type { Actor } from "@appealmod/core";
import { type DryRun, findDryRun } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

export type { DryRun } from "@appealmod/db";

/**
 * What the bot would have done about a community's last conversations; `null` where nobody has asked.
 *
 * @throws NotAllowedError for whoever may not change the community's settings
 * @throws ModeratorListOutdatedError
 */
export async function communityDryRun(
  { database }: Installation,
  actor: Actor,
  { subreddit, at }: { readonly subreddit: string; readonly at: Date },
): Promise<DryRun | null> {
  await requirePermission(database, actor, "configure", subreddit, at);
  return findDryRun(database, subreddit);
}
