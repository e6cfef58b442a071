import type pg from "pg";
import { subjectInFlags } from "./job-flags.ts";

/** A job that failed. */
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

/** Which jobs that failed: those that are tried again, or those that an operator gave up. */
export type FailedState = "failing" | "given-up";

export interface JobFilter {
  readonly state: FailedState;
  /** Stands somewhere in the key, the community, the redditor or the error, in any case; empty for all. */
  readonly match: string;
}

/** Jobs that failed since they were enqueued and are tried again, those with the most failures first. */
export async function failingJobs(reader: Reader, limit: number): Promise<readonly FailingJob[]> {
  return failedJobs(reader, { state: "failing", match: "" }, limit);
}

/** @param filter.state of `given-up` ones the reason says who did so */
export async function failedJobs(
  reader: Reader,
  filter: JobFilter,
  limit: number,
): Promise<readonly FailingJob[]> {
  const { rows } = await reader.query<FailingJob>(
    `select id::text, task_identifier as name, key, run_at as "nextTryAt", last_error as reason,
      tries.failed as failures, ${subjectInFlags("community")} as subreddit,
      ${subjectInFlags("redditor")} as username
    ${fromFailed(filter.state)}
    order by tries.failed desc, id
    limit $2`,
    [filter.match, limit],
  );
  return rows;
}

/** How many jobs match, and how many of them a worker has just now. */
export interface FailedCount {
  readonly count: number;
  readonly running: number;
}

export async function countFailedJobs(
  reader: Reader,
  { state, match }: JobFilter,
): Promise<FailedCount> {
  const { rows } = await reader.query<FailedCount>(
    `select count(*)::int as count, count(locked_at)::int as running ${fromFailed(state)}`,
    [match],
  );
  return rows[0] ?? { count: 0, running: 0 };
}

const isInState: Readonly<Record<FailedState, string>> = {
  failing: "attempts < max_attempts",
  "given-up": "attempts >= max_attempts and locked_at is null",
};

/** From where jobs that failed are selected; `$1` is what is looked for in them. */
export function fromFailed(state: FailedState): string {
  const words = `key, 'r/' || ${subjectInFlags("community")}, 'u/' || ${subjectInFlags("redditor")}, last_error`;
  return `from graphile_worker.jobs
    cross join lateral (
      select case when locked_at is null then attempts else attempts - 1 end as failed
    ) as tries
    where key is not null and last_error is not null and tries.failed > 0 and ${isInState[state]}
      and position(lower($1::text) in lower(concat_ws(' ', ${words}))) > 0`;
}
