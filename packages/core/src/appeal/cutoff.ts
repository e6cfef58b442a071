import type { CommunitySettings } from "../community/community-settings.ts";

export const hourMs = 60 * 60 * 1000;
export const dayMs = 24 * hourMs;

/** A check at the cutoff comes a moment past it, so that a look on the dot finds the appeal stale. */
const checkAfterCutoffMs = 1000;

type Cutoff = Pick<CommunitySettings, "updateCutoffDays">;

/** When something that last happened at a date is as old as the community's cutoff; older is stale. */
export function cutoffDate(last: Date, { updateCutoffDays }: Cutoff): Date {
  return new Date(last.getTime() + updateCutoffDays * dayMs);
}

/** How long after the last change an appeal is looked at, at the latest, in milliseconds. */
export function longestCheckDelayMs({ updateCutoffDays }: Cutoff): number {
  return updateCutoffDays * dayMs + checkAfterCutoffMs;
}
