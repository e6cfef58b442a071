import { longestCheckDelayMs, nameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { appeals, conversations } from "../schema/index.ts";

/**
 * Makes a lowered cutoff hold for the appeals that are open already: none is looked at later
 * than a second past it, counted from the last change or the newest message. Nothing is
 * ever put off, and an appeal whose check comes soon enough stays as it is.
 */
export async function bringChecksForward(
  { orm }: Pick<Database, "orm">,
  subreddit: string,
  cutoffDays: number,
): Promise<void> {
  const cutoff = sql`make_interval(secs => ${longestCheckDelayMs({ updateCutoffDays: cutoffDays }) / 1000})`;
  await orm.execute(sql`
    update ${appeals} set next_check_at = cut.off_at
    from (
      select open.id, greatest(open.last_changed_at, seen.last_updated) + ${cutoff} as off_at
      from ${appeals} open
      left join ${conversations} seen on seen.conversation_id = open.conversation_id
      where open.state <> 'closed' and open.subreddit_key = ${nameKey(subreddit)}
    ) cut
    where ${appeals.id} = cut.id and ${appeals.nextCheckAt} > cut.off_at`);
}
