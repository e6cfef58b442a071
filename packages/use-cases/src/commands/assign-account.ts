import type { Actor } from "@appealmod/core";
import { inTransaction, assignAccount as storeAssignment, storeEvents } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { communityAccountChanged } from "../community-events.ts";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Has one of the bot's accounts serve a community, and learn whether it may work there.
 *
 * @param assignment.account `null` leaves it to the first account of the settings
 */
export async function assignAccount(
  { database }: Installation,
  actor: Actor,
  assignment: { readonly subreddit: string; readonly account: string | null },
): Promise<void> {
  const { subreddit, account } = assignment;
  await inTransaction(database, async (orm, client) => {
    await requirePermission({ orm }, actor, "serve", subreddit);
    const assigned = await storeAssignment({ orm }, subreddit, account);
    if (assigned !== null)
      await storeEvents(orm, [communityAccountChanged(actor, assigned, account)]);
    await enqueue(client, "refresh-subreddit", { subreddit });
  });
}
