import type pg from "pg";
import { retryStateField } from "./put-back.ts";

/** A job that failed and is tried again. */
export interface FailingJob {
  readonly id: string;
  readonly name: string;
  /** What it is about, as it was enqueued. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Tries that failed so far. */
  readonly failures: number;
  /** What the last try ended with. */
  readonly reason: string;
  readonly nextTryAt: Date;
}

/** Jobs that failed at least once since they were enqueued, those with the most failures first. */
export async function failingJobs(pool: pg.Pool, limit: number): Promise<readonly FailingJob[]> {
  const { rows } = await pool.query<FailingJob>(
    `select jobs.id::text as id, tasks.identifier as name, jobs.payload::jsonb - $1::text as payload,
      (jobs.payload -> $1::text ->> 'failures')::int as failures,
      jobs.payload -> $1::text ->> 'reason' as reason,
      jobs.run_at as "nextTryAt"
    from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where (jobs.payload -> $1::text ->> 'failures')::int > 0
    order by failures desc, jobs.id
    limit $2`,
    [retryStateField, limit],
  );
  return rows;
}
