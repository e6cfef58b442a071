import type pg from "pg";

/**
 * Names of redditors whose conversations in a community are looked at now, or could be, if
 * there were hands and means for it: those that wait longest first, each once. Whose form
 * came in is left out, as that one is known.
 */
export async function waitingAppellants(
  pool: pg.Pool,
  subreddit: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ username: string }>(
    `select jobs.payload ->> 'username' as username
    from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where tasks.identifier = 'process-conversation'
      and jobs.run_at <= now() and jobs.attempts < jobs.max_attempts
      and lower(jobs.payload ->> 'subreddit') = lower($1)
      and jobs.payload ->> 'username' is not null and jobs.payload ->> 'because' <> 'form'
    group by username
    order by min(jobs.run_at)
    limit $2`,
    [subreddit, limit],
  );
  return rows.map(({ username }) => username);
}
