import type { Moderator } from "@appealmod/core";
import { nameKey } from "@appealmod/core";
import {
  deleteAppealWatch,
  findAppealForCommand,
  inTransaction,
  storeAppealWatch,
  storeCommunityWatch,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { isUuid } from "../is-uuid.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Says what a moderator wants to be told of by their community's webhooks. It is their own affair, and
 * no event.
 *
 * @param watch.scope `null` for nothing; single appeals that they watch stay watched
 * @throws NotAllowedError for whoever may not read the community's appeals
 * @throws ModeratorListOutdatedError
 */
export async function watchCommunity(
  { database }: Installation,
  moderator: Moderator,
  watch: {
    readonly subreddit: string;
    readonly scope: "community" | "mine" | null;
    readonly at: Date;
  },
): Promise<void> {
  const { subreddit, scope, at } = watch;
  const { redditorId, username } = moderator;
  await inTransaction(database, async (orm) => {
    await requirePermission({ orm }, moderator, "review", subreddit, at);
    await storeCommunityWatch(orm, subreddit, { redditorId, username, since: at }, scope);
  });
}

/**
 * The same of one appeal.
 *
 * @returns false where there is no such appeal
 * @throws NotAllowedError, ModeratorListOutdatedError
 */
export async function watchAppeal(
  { database }: Installation,
  moderator: Moderator,
  watch: { readonly appealId: string; readonly isWatched: boolean; readonly at: Date },
): Promise<boolean> {
  const { appealId, isWatched, at } = watch;
  const { redditorId, username } = moderator;
  if (!isUuid(appealId)) return false;
  return inTransaction(database, async (orm) => {
    const appeal = await findAppealForCommand(orm, appealId);
    if (!appeal) return false;
    await requirePermission({ orm }, moderator, "review", appeal.subreddit, at);
    if (isWatched) {
      const subredditKey = nameKey(appeal.subreddit);
      await storeAppealWatch(orm, { appealId, subredditKey, redditorId, username, since: at });
    } else await deleteAppealWatch(orm, appealId, redditorId);
    return true;
  });
}
