import { nameKey, type Program } from "@appealmod/core";
import { assignAccount, inTransaction, serveCommunities, storeEvents } from "@appealmod/db";
import { communityAccountChanged, communityServed } from "../community-events.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** Who serves what, as the settings of a starting bot name it. */
export interface ServedSettings {
  readonly subreddits: readonly string[];
  readonly accounts: readonly {
    /** `undefined` for the first account, whose name only Reddit knows. */
    readonly username: string | undefined;
    readonly subreddits: readonly string[];
  }[];
}

/**
 * Gives the settings the last word on who serves the communities that they name. No job comes of
 * it: a bot that starts looks at all of its communities anyway.
 */
export async function applyServedSettings(
  { database }: Installation,
  program: Program,
  { subreddits, accounts }: ServedSettings,
): Promise<void> {
  const all = [...subreddits, ...accounts.flatMap((account) => account.subreddits)];
  await inTransaction(database, async (orm) => {
    for (const subreddit of all) await requirePermission({ orm }, program, "serve", subreddit);
    // First all of their rows, in one order: two that start at once wait for each other in turn.
    const begun = await serveCommunities({ orm }, all);
    const events = begun.map((name) => communityServed(program, name));
    for (const { subreddit, account } of assignmentsOf(accounts)) {
      const assigned = await assignAccount({ orm }, subreddit, account);
      if (assigned !== null) events.push(communityAccountChanged(program, assigned, account));
    }
    await storeEvents(orm, events);
  });
}

/** One for each community: where two accounts name it, the last one has it. */
function assignmentsOf(accounts: ServedSettings["accounts"]) {
  const named = accounts.flatMap(({ username: account = null, subreddits }) =>
    subreddits.map((subreddit) => [nameKey(subreddit), { subreddit, account }] as const),
  );
  return new Map(named).values();
}
