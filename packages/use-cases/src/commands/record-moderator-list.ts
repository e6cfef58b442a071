import type { Actor, SubredditModerator } from "@appealmod/core";
import { inTransaction, type ListedModerator, saveModeratorList } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** Keeps who moderates a community as Reddit's list has just told; it is no event when nothing else was read. */
export async function recordModeratorList(
  { database }: Installation,
  actor: Actor,
  {
    subreddit,
    moderators,
    at,
  }: {
    readonly subreddit: string;
    readonly moderators: readonly SubredditModerator[];
    readonly at: Date;
  },
): Promise<void> {
  await inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "observe", subreddit);
    // No list at all says nothing, and takes nobody's rights away.
    if (moderators.length === 0) return;
    await saveModeratorList({ orm }, subreddit, withAccountIds(moderators), at);
  });
}

/** Those by whom a person can be known: a server that tells no account ids gives nobody rights here. */
export function withAccountIds(
  moderators: readonly SubredditModerator[],
): readonly ListedModerator[] {
  return moderators.flatMap(({ id, name: username, permissions }) =>
    id === null ? [] : [{ redditorId: id, username, permissions }],
  );
}
