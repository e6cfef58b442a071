import { type Actor, eventActor, type SubredditFacts } from "@appealmod/core";
import {
  askDryRun,
  hasAskedToJoin,
  inTransaction,
  noteJoinAsked,
  recordTrouble,
  serveCommunities,
  storeEvents,
} from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { communityServed } from "../community-events.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Has the bot look for its invitation to moderate a community, accept it and begin there. It may be
 * asked again while it waits: Reddit tells nobody when an invitation comes.
 *
 * @returns false where the bot is there already
 * @throws NotAllowedError for whoever may not change the community's settings
 * @throws ModeratorListOutdatedError
 */
export async function joinCommunity(
  { database }: Installation,
  actor: Actor,
  { subreddit, at }: { readonly subreddit: string; readonly at: Date },
): Promise<boolean> {
  return inTransaction(database, async (orm, client) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    const wasAsked = await hasAskedToJoin({ orm }, subreddit);
    if (!(await noteJoinAsked({ orm }, subreddit, at))) return false;
    if (!wasAsked)
      await storeEvents(orm, [
        {
          event: "join-asked",
          level: "info",
          audience: "milestone",
          message: `r/${subreddit} wants the bot to come; it waits for the invitation.`,
          actor: eventActor(actor),
          subreddit,
          at,
        },
      ]);
    await enqueue(client, "accept-invitation", { subreddit });
    return true;
  });
}

/**
 * What came of looking for the invitation: once the bot's account is a moderator, the community is
 * served; until then it is noted what is missing.
 */
export async function recordInvitation(
  { database }: Installation,
  actor: Actor,
  found:
    | { readonly subreddit: string; readonly missing: string }
    | { readonly subreddit: string; readonly facts: SubredditFacts },
): Promise<void> {
  await inTransaction(database, async (orm, client) => {
    await requirePermission({ orm }, actor, "serve", found.subreddit);
    // An operator may have put it off meanwhile.
    if (!(await hasAskedToJoin({ orm }, found.subreddit))) return;
    if ("missing" in found) return recordTrouble({ orm }, found.subreddit, found.missing);
    await recordTrouble({ orm }, found.subreddit, null);
    await serveCommunities({ orm }, [found.subreddit]);
    await storeEvents(orm, [communityServed(actor, found.facts.name)]);
    await enqueue(client, "refresh-subreddit", { subreddit: found.subreddit });
    // Its moderators see at once what the bot makes of their modmail.
    await askDryRun({ orm }, found.subreddit, new Date());
    await enqueue(client, "dry-run-community", { subreddit: found.subreddit });
  });
}
