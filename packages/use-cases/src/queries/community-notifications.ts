import type { Moderator, Operator, WatchScope } from "@appealmod/core";
import { type CommunityHook, findWatch, listHooks } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { NotAllowedError, requirePermission } from "../require-permission.ts";

export type { CommunityHook } from "@appealmod/db";

/** A community's webhooks, none with its address, and what the reader watches. */
export interface CommunityNotifications {
  readonly hooks: readonly CommunityHook[];
  readonly watch: WatchScope | null;
}

/**
 * @param settingUp as whom the same person sets the community up
 * @throws NotAllowedError for whoever may neither read the community's appeals nor set it up
 * @throws ModeratorListOutdatedError
 */
export async function communityNotifications(
  { database }: Installation,
  moderator: Moderator,
  {
    subreddit,
    at,
    settingUp = moderator,
  }: { readonly subreddit: string; readonly at: Date; readonly settingUp?: Moderator | Operator },
): Promise<CommunityNotifications> {
  await requirePermission(database, moderator, "review", subreddit, at).catch((error: unknown) => {
    if (!(error instanceof NotAllowedError)) throw error;
    return requirePermission(database, settingUp, "configure", subreddit, at);
  });
  const [hooks, watch] = await Promise.all([
    listHooks(database, subreddit),
    findWatch(database, subreddit, moderator.redditorId),
  ]);
  return { hooks, watch };
}
