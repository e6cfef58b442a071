import type pg from "pg";
import { subjectInFlags } from "./job-flags.ts";

/** A job that failed and is tried again. */
export interface FailingJob {
  readonly id: string;
  readonly name: string;
  /** Names the job and the one thing that it is about: `process-conversation:abc`. */
  readonly key: string;
  readonly subreddit: string | null;
  readonly username: string | null;
  /** Tries that failed so far. */
  readonly failures: number;
  /** What the last try ended with. */
  readonly reason: string;
  readonly nextTryAt: Date;
}

type Reader = Pick<pg.Pool, "query">;

/** Jobs that failed at least once since they were enqueued, those with the most failures first. */
export async function failingJobs(reader: Reader, limit: number): Promise<readonly FailingJob[]> {
  return failedJobs(reader, limit, "attempts < max_attempts");
}

/** Jobs that an operator gave up: they are not tried again, and their reason says who did so. */
export async function givenUpJobs(reader: Reader, limit: number): Promise<readonly FailingJob[]> {
  return failedJobs(reader, limit, "attempts >= max_attempts and locked_at is null");
}

async function failedJobs(
  reader: Reader,
  limit: number,
  which: string,
): Promise<readonly FailingJob[]> {
  const { rows } = await reader.query<FailingJob>(
    `select id::text, task_identifier as name, key, run_at as "nextTryAt", last_error as reason,
      tries.failed as failures, ${subjectInFlags("community")} as subreddit,
      ${subjectInFlags("redditor")} as username
    from graphile_worker.jobs
    cross join lateral (
      select case when locked_at is null then attempts else attempts - 1 end as failed
    ) as tries
    where key is not null and last_error is not null and tries.failed > 0 and ${which}
    order by tries.failed desc, id
    limit $1`,
    [limit],
  );
  return rows;
}
