import type { ModeratedCommunity } from "@appealmod/use-cases";

/**
 * How it stands with a community and the bot:
 * - `running`: the bot is there and can work.
 * - `paused`: it is there, and does nothing until its moderators have it go on.
 * - `hindered`: it is there, and something keeps it from working.
 * - `invited`: it was asked to come, and waits for its invitation.
 * - `left`: it was there, or something is set for it already, and it is not there now.
 * - `absent`: nobody has asked it to come.
 */
export type CommunityState = "running" | "paused" | "hindered" | "invited" | "left" | "absent";

export function communityState(community: ModeratedCommunity): CommunityState {
  if (community.isServed && community.trouble !== null) return "hindered";
  if (community.isServed) return community.pausedAt === null ? "running" : "paused";
  if (community.joinAskedAt !== null) return "invited";
  return community.isKnown ? "left" : "absent";
}

/** Whether somebody may have the bot come, by Reddit's own permissions. */
export function mayAskToCome({ permissions }: ModeratedCommunity): boolean {
  return permissions.includes("all") || permissions.includes("config");
}
