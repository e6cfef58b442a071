import { type Actor, type CommunityPermission, hasPermission } from "@appealmod/core";
import { type Database, findModeratorRights } from "@appealmod/db";

/** Somebody asked for a change that is not theirs to make. */
export class NotAllowedError extends Error {
  override readonly name = "NotAllowedError";
}

/** Reddit's list of a community's moderators was read too long ago to go by. */
export class ModeratorListOutdatedError extends Error {
  override readonly name = "ModeratorListOutdatedError";
  readonly subreddit: string;

  constructor(subreddit: string) {
    super(
      `Reddit's list of the moderators of r/${subreddit} is being read again: try again in a few seconds.`,
    );
    this.subreddit = subreddit;
  }
}

/** How long Reddit's list of moderators is gone by. */
export const moderatorListHoldsMs = 60 * 60_000;

/**
 * A moderator's rights are looked up anew each time, in the transaction of the change that they
 * are asked for.
 *
 * @throws NotAllowedError
 * @throws ModeratorListOutdatedError where nobody knows whether a moderator still is one
 */
export async function requirePermission(
  database: Pick<Database, "orm">,
  actor: Actor,
  permission: CommunityPermission,
  subreddit: string,
  now: Date = new Date(),
): Promise<void> {
  const found =
    actor.kind === "moderator"
      ? await findModeratorRights(database, subreddit, actor.redditorId)
      : null;
  // First: permissions that are not known any more, or not yet, are no reason to refuse somebody.
  if (found && now.getTime() - found.asOf.getTime() > moderatorListHoldsMs)
    throw new ModeratorListOutdatedError(subreddit);
  if (!hasPermission(actor, permission, found?.permissions ?? null))
    throw new NotAllowedError(
      `This needs the permission to ${permission} r/${subreddit}, and this ${actor.kind} does not have it. ${cure[permission]}`,
    );
}

const cure: Readonly<Record<CommunityPermission, string>> = {
  serve: "An operator can do it at the command line.",
  "set-fraction": "Operators and researchers can.",
  configure: "Its moderators with Reddit's permission to manage settings can, and operators.",
  observe: "Only the bot does that.",
  review: "Its moderators with Reddit's permission to manage modmail can.",
  decide: "Its moderators with Reddit's permissions to manage users and modmail can.",
};
