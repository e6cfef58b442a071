import { sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions, appealConversations, conversations, decisions } from "../schema/index.ts";

/** So many rows go at once: nobody waits for a long statement. */
const atOnce = 5_000;

/**
 * Removes what is known of conversations that never were part of an appeal and in which nothing
 * happened since a moment, and the decisions taken about them until then. Whatever belongs to an
 * appeal stays, and so does every effect on Reddit: what was said once is never said again.
 *
 * @returns how many rows were removed
 */
export async function forgetConversations(
  { orm }: Pick<Database, "orm">,
  before: Date,
): Promise<{ readonly conversations: number; readonly decisions: number }> {
  const isOfAppeal = (conversationId: unknown) => sql`exists (
    select 1 from ${appealConversations}
    where ${appealConversations.conversationId} = ${conversationId})`;
  const remove = async (batch: ReturnType<typeof sql>) => {
    let removed = 0;
    for (;;) {
      const { rowCount } = await orm.execute(batch);
      removed += rowCount ?? 0;
      if ((rowCount ?? 0) < atOnce) return removed;
    }
  };
  return {
    decisions: await remove(sql`
      delete from ${decisions} where ${decisions.id} in (
        select ${decisions.id} from ${decisions}
        where ${decisions.decidedAt} < ${before} and ${decisions.appealId} is null
          and not ${isOfAppeal(decisions.conversationId)}
        order by ${decisions.id} limit ${atOnce})`),
    conversations: await remove(sql`
      delete from ${conversations} where ${conversations.conversationId} in (
        select ${conversations.conversationId} from ${conversations}
        where ${conversations.lastUpdated} < ${before}
          and not ${isOfAppeal(conversations.conversationId)}
          and not exists (
            select 1 from ${actions} where ${actions.status} = 'claimed'
              and ${actions.conversationId} = ${conversations.conversationId})
        limit ${atOnce})`),
  };
}
