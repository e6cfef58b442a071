import type { CommunityPermission, Moderator, WatchScope } from "@appealmod/core";
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
 * @throws NotAllowedError for whoever may neither read the community's appeals nor set it up
 * @throws ModeratorListOutdatedError
 */
export async function communityNotifications(
  { database }: Installation,
  moderator: Moderator,
  { subreddit, at }: { readonly subreddit: string; readonly at: Date },
): Promise<CommunityNotifications> {
  const allowed = (permission: CommunityPermission) =>
    requirePermission(database, moderator, permission, subreddit, at);
  await allowed("review").catch((error: unknown) => {
    if (error instanceof NotAllowedError) return allowed("configure");
    throw error;
  });
  const [hooks, watch] = await Promise.all([
    listHooks(database, subreddit),
    findWatch(database, subreddit, moderator.redditorId),
  ]);
  return { hooks, watch };
}
