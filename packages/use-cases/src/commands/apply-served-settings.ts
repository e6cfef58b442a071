import type { Program } from "@appealmod/core";
import { assignAccount, inTransaction, serveCommunities } from "@appealmod/db";
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
  for (const subreddit of all) requirePermission(program, "serve", subreddit);
  await inTransaction(database, async (orm) => {
    // First all of their rows, in one order: two that start at once wait for each other in turn.
    await serveCommunities({ orm }, all);
    for (const { username, subreddits: assigned } of accounts)
      for (const subreddit of assigned) await assignAccount({ orm }, subreddit, username ?? null);
  });
}
