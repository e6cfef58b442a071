import { sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { actions, appealConversations, conversations, events, sinks } from "../schema/index.ts";
import { numberEvents } from "./events.ts";

/** So many rows go at once: nobody waits for a long statement. */
const atOnce = 5_000;

/**
 * Removes what is known of conversations that never were part of an appeal and in which nothing
 * happened since a moment, and the events until then that are of no appeal and that every sink in use
 * has delivered. Whatever belongs to an appeal stays, and so does every effect on Reddit: what was said once is never said again.
 *
 * @returns how many rows were removed
 */
export async function forgetConversations(
  database: Database,
  before: Date,
): Promise<{ readonly conversations: number; readonly events: number }> {
  const { orm } = database;
  // One that was given no place yet is delivered to nobody, and would stay for ever.
  while (await numberEvents(database));
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
    events: await remove(sql`
      delete from ${events} where ${events.id} in (
        select ${events.id} from ${events}
        where ${events.at} < ${before} and ${events.appealId} is null
          and ${events.position} <= coalesce(
            (select min(${sinks.position}) from ${sinks}
              where coalesce(${sinks.deliveredAt} > ${before}, true)), ${events.position})
          and not ${isOfAppeal(events.conversationId)}
        order by ${events.id} limit ${atOnce})`),
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
