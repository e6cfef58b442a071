import { listServedCommunities } from "@appealmod/db";
import { enqueueAll } from "@appealmod/jobs";
import type { Installation } from "@appealmod/use-cases";
import type { OpenedAccount } from "../reddit/open-reddit.ts";

const pageSize = 100;
/** Reddit's clock need not be ours. */
const skewMs = 60_000;

/**
 * Has the bot read every conversation that changed since a backup, those that it archived among them,
 * which its listing does not show: only so is a link that was sent since known again.
 *
 * @returns how many
 * @throws RedditError
 */
export async function enqueueChanged(
  { database }: Installation,
  accounts: readonly OpenedAccount[],
  backedUpAt: Date,
): Promise<number> {
  const since = new Date(backedUpAt.getTime() - skewMs);
  const subreddits = (await listServedCommunities(database)).map(({ name }) => name);
  if (subreddits.length === 0) return 0;
  const found = new Map<string, { subreddit: string; username: string | null }>();
  for (const { reddit } of accounts)
    for (const state of ["all", "archived"] as const) {
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof reddit.listConversations>> =
          await reddit.listConversations({ subreddits, after, limit: pageSize, state });
        for (const { id, subreddit, appellant } of page.conversations)
          found.set(id, { subreddit, username: appellant?.name ?? null });
        after = page.span !== null && page.span.oldest >= since ? page.last : null;
      } while (after !== null);
    }
  const jobs = [...found].map(([conversationId, { subreddit, username }]) => ({
    payload: { conversationId, subreddit, username, because: "listing" as const },
  }));
  await enqueueAll(database.pool, "process-conversation", jobs);
  return jobs.length;
}
