import type pg from "pg";
import { priorityBecause } from "./job-definitions.ts";
import { communityFlag, subjectInFlags } from "./job-flags.ts";

/**
 * Names of redditors whose conversations in a community are processed now, or could be with a
 * free worker: those that wait longest first, each once. Whose form came in is left out, as that
 * one is known.
 */
export async function waitingAppellants(
  pool: pg.Pool,
  subreddit: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ username: string }>(
    `select username from (
      select ${subjectInFlags("redditor")} as username, run_at from graphile_worker.jobs
      where task_identifier = 'process-conversation' and flags ? $1
        and run_at <= now() and attempts < max_attempts and priority > ${priorityBecause.form}
    ) as waiting
    where username is not null
    group by username
    order by min(run_at)
    limit $2`,
    [communityFlag(subreddit), limit],
  );
  return rows.map(({ username }) => username);
}
