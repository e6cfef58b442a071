import type { Actor } from "@appealmod/core";
import { inTransaction, storeEvents, serveCommunities as storeServed } from "@appealmod/db";
import { enqueueAll } from "@appealmod/jobs";
import { communityServed } from "../community-events.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** Has the bot serve these communities from now on, and learn their rules and whether it may. */
export async function serveCommunities(
  { database }: Installation,
  actor: Actor,
  subreddits: readonly string[],
): Promise<void> {
  await inTransaction(database, async (orm, client) => {
    for (const subreddit of subreddits) await requirePermission({ orm }, actor, "serve", subreddit);
    const begun = await storeServed({ orm }, subreddits);
    await storeEvents(
      orm,
      begun.map((name) => communityServed(actor, name)),
    );
    const jobs = subreddits.map((subreddit) => ({ payload: { subreddit } }));
    await enqueueAll(client, "refresh-subreddit", jobs);
  });
}
