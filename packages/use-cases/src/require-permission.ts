import { type Actor, type CommunityPermission, hasPermission } from "@appealmod/core";

/** Somebody asked for a change that is not theirs to make. */
export class NotAllowedError extends Error {
  override readonly name = "NotAllowedError";
}

/** @throws NotAllowedError */
export function requirePermission(
  actor: Actor,
  permission: CommunityPermission,
  subreddit: string,
): void {
  if (hasPermission(actor, permission, subreddit)) return;
  throw new NotAllowedError(
    `A ${actor.kind} may not ${permission} r/${subreddit}. Have somebody do it who may: an operator can at the command line.`,
  );
}
