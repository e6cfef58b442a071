import type pg from "pg";
import { retryStateField, retryStateOf } from "./retry-state.ts";

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
  const { rows } = await pool.query<JobRow>(
    `select jobs.id::text as id, tasks.identifier as name, jobs.payload, jobs.run_at as "nextTryAt"
    from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where jsonb_path_exists(jobs.payload::jsonb -> $1::text, '$.failures ? (@ > 0)')
    order by jobs.payload::jsonb -> $1::text -> 'failures' desc, jobs.id
    limit $2`,
    [retryStateField, limit],
  );
  return rows.flatMap(({ payload, ...row }) => {
    const state = retryStateOf(payload);
    const { [retryStateField]: _, ...about } = payload;
    return state && state.failures > 0 ? [{ ...row, ...state, payload: about }] : [];
  });
}

interface JobRow {
  readonly id: string;
  readonly name: string;
  /** An object, as the query says. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly nextTryAt: Date;
}
