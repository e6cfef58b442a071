import type pg from "pg";
import { subjectInFlags } from "./job-flags.ts";
import { type QueueDepth, queueDepth } from "./queue-depth.ts";

/** How the queue is, in numbers that tell whether somebody has to do something. */
export interface QueueState extends QueueDepth {
  /** Failed at least once, and are tried again. */
  readonly failing: number;
  /** Are not tried again unless somebody says so. */
  readonly givenUp: number;
  /** Of the jobs that could run now, the one that has waited longest; `null` where none waits. */
  readonly oldest: WaitingLongest | null;
}

export interface WaitingLongest {
  readonly name: string;
  readonly subreddit: string | null;
  /** Since when it could run: it was due and in the queue. */
  readonly since: Date;
}

type Reader = Pick<pg.Pool, "query">;

export async function queueState(reader: Reader): Promise<QueueState> {
  const depth = await queueDepth(reader);
  const { rows: counted } = await reader.query<Pick<QueueState, "failing" | "givenUp">>(
    `select
      count(*) filter (where attempts < max_attempts)::int as failing,
      count(*) filter (where attempts >= max_attempts and locked_at is null)::int as "givenUp"
    from graphile_worker.jobs
    where key is not null and last_error is not null
      and (attempts > 1 or (attempts = 1 and locked_at is null))`,
  );
  // A job may be given a place before its time of arrival: it has waited since it arrived.
  const { rows: waiting } = await reader.query<WaitingLongest>(
    `select task_identifier as name, ${subjectInFlags("community")} as subreddit,
      greatest(run_at, created_at) as since
    from graphile_worker.jobs
    where locked_at is null and run_at <= now() and attempts < max_attempts
    order by greatest(run_at, created_at) limit 1`,
  );
  const { failing = 0, givenUp = 0 } = counted[0] ?? {};
  return { ...depth, failing, givenUp, oldest: waiting[0] ?? null };
}

/** How many jobs of each kind could run now, and how many failed at least once. */
export interface JobCounts {
  readonly name: string;
  readonly ready: number;
  readonly failing: number;
}

export async function jobCounts(reader: Reader): Promise<readonly JobCounts[]> {
  const { rows } = await reader.query<JobCounts>(
    `select task_identifier as name,
      count(*) filter (where locked_at is null and run_at <= now())::int as ready,
      count(*) filter (where last_error is not null
        and (attempts > 1 or (attempts = 1 and locked_at is null)))::int as failing
    from graphile_worker.jobs where attempts < max_attempts
    group by task_identifier`,
  );
  return rows;
}
