import { type Actor, eventActor, type SubredditFacts } from "@appealmod/core";
import { inTransaction, saveCommunityFacts, saveModeratorList, storeEvents } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";
import { withAccountIds } from "./record-moderator-list.ts";

/** Keeps a community's rules and moderators as Reddit showed them. */
export async function recordCommunityFacts(
  { database }: Installation,
  actor: Actor,
  { facts, at }: { readonly facts: SubredditFacts; readonly at: Date },
): Promise<void> {
  await inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "observe", facts.name);
    await saveCommunityFacts({ orm }, facts, at);
    // No list at all says nothing: it was closed to the bot, and takes nobody's rights away.
    if (facts.moderators.length > 0)
      await saveModeratorList({ orm }, facts.name, withAccountIds(facts.moderators), at);
    await storeEvents(orm, [
      {
        event: "community-read",
        level: "info",
        audience: "detail",
        message: "The community's rules and moderators were read.",
        subreddit: facts.name,
        actor: eventActor(actor),
        at,
      },
    ]);
  });
}
