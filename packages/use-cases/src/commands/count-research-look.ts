import { type Actor, eventActor, nameKey } from "@appealmod/core";
import {
  countResearchLooks,
  hasLookedToday,
  inTransaction,
  resultsSeenEvent,
  storeEvents,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requireResearcher } from "../queries/research/require-researcher.ts";

/**
 * Counts that somebody looks at results, once for each day: whoever looks often enough finds what is
 * not there.
 *
 * @param look `subreddit` is null for all communities
 * @returns how many looks there have been with this one
 * @throws NotAllowedError
 */
export async function countResearchLook(
  { database }: Installation,
  actor: Actor,
  { subreddit, at }: { readonly subreddit: string | null; readonly at: Date },
): Promise<number> {
  requireResearcher(actor);
  const { username } = actor;
  const scope = subreddit === null ? "all" : nameKey(subreddit);
  return inTransaction(database, async (orm) => {
    if (!(await hasLookedToday(orm, { scope, username, at })))
      await storeEvents(orm, [
        {
          event: resultsSeenEvent,
          level: "info",
          audience: "detail",
          message: `The results of ${subreddit === null ? "all communities" : `r/${subreddit}`} were looked at.`,
          actor: eventActor(actor),
          at,
          details: { scope },
        },
      ]);
    return countResearchLooks(orm, scope);
  });
}
