import { forgetConversations, forgetWindows } from "@appealmod/db";
import type { Bot } from "../compose.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** What is counted to keep a rate is counted by the hour at most. */
const countsLastDays = 2;

/** Days for which a conversation that never was an appeal is remembered, and decisions about it. */
const idleLastDays = 365;

/**
 * Forgets what nobody will ask for any more. A conversation is forgotten long after the listing
 * is last looked through as far back as that: else old mail would be taken for new.
 */
export async function forgetOld({ database, ports, config, accounts }: Bot): Promise<void> {
  const now = ports.clock.now().getTime();
  const daysAgo = (days: number) => new Date(now - days * dayMs);
  const cutoffs = await Promise.all(
    accounts.assignments
      .served()
      .map(async (name) => (await ports.communities.policyFor(name)).settings.updateCutoffDays),
  );
  const longest = Math.max(config.updateCutoff, ...cutoffs);
  await forgetWindows(database, daysAgo(countsLastDays));
  await forgetConversations(database, daysAgo(Math.max(idleLastDays, 2 * longest)));
}
