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
    `This needs the permission to ${permission} r/${subreddit}, and this ${actor.kind} does not have it. An operator can do it at the command line.`,
  );
}
