import type { Actor, CommunityConfiguration } from "@appealmod/core";
import { findRevision } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";
import { type RevisionConflict, reviseCommunity } from "../revise-community.ts";

/** Why no revision was brought back. `in-force`: what it sets is what is set now. */
export type NotRestored = "unknown" | "in-force";

/**
 * Brings back what a community set of its own by an earlier revision, as a new one that says
 * which. Those between stay, and can be brought back as well. Where a moderator does it, the share
 * of redditors who get the form stays as it is: that belongs to the study.
 *
 * @returns the number of the new revision
 * @throws UnreadableRowError
 */
export async function restoreCommunityRevision(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    number,
    seenRevision,
  }: {
    readonly subreddit: string;
    readonly number: number;
    readonly seenRevision?: number;
  },
): Promise<number | NotRestored | RevisionConflict> {
  await requirePermission(installation.database, actor, "configure", subreddit);
  // A revision never changes: there is nothing to lock.
  const earlier = await findRevision(installation.database, subreddit, number);
  if (!earlier) return "unknown";
  const { settings, texts, questionSetId } = earlier;
  const restored = await reviseCommunity(installation, actor, {
    subreddit,
    event: "community-revision-restored",
    restored: number,
    seenRevision,
    wanted: async (own) => ({
      settings: actor.kind === "moderator" ? withFractionOf(own.settings, settings) : settings,
      texts,
      questionSetId,
    }),
  });
  return restored ?? "in-force";
}

type Settings = CommunityConfiguration["settings"];

function withFractionOf(
  { treatmentFraction }: Settings,
  { treatmentFraction: _, ...restored }: Settings,
): Settings {
  return { ...restored, ...(treatmentFraction === undefined ? {} : { treatmentFraction }) };
}
