import type pg from "pg";
import { fromFailed, type JobFilter } from "./failing-jobs.ts";

/** `running`: a worker has it, and whatever it comes to is not for others to say. */
export type JobChange = "changed" | "running" | "unknown";

type Writer = Pick<pg.Pool, "query">;

/**
 * Has a job that failed, or was given up, tried as soon as a worker is free. Its failures start to
 * count anew where it was given up.
 *
 * @param key a job's row is another one after each failure; its key stays
 */
export async function retryJob(writer: Writer, key: string): Promise<JobChange> {
  return change(
    writer,
    key,
    `select changed.id from graphile_worker.jobs
    cross join lateral graphile_worker.reschedule_jobs(array[jobs.id], run_at => now(),
      attempts => case when jobs.attempts >= jobs.max_attempts then 0 else jobs.attempts::int end)
      as changed
    where jobs.key = $1 and jobs.locked_at is null`,
    [],
  );
}

/**
 * Has a job that failed tried no more. What it was about may bring another one under its key: that
 * one is tried again as any other.
 *
 * @param reason kept as its last error
 */
export async function giveUpJob(writer: Writer, key: string, reason: string): Promise<JobChange> {
  return change(
    writer,
    key,
    `select changed.id from graphile_worker.jobs
    cross join lateral graphile_worker.permanently_fail_jobs(array[jobs.id], $2) as changed
    where jobs.key = $1 and jobs.locked_at is null`,
    [reason],
  );
}

/** The library leaves out a job that runs without a word: so it is looked for afterwards. */
async function change(
  writer: Writer,
  key: string,
  text: string,
  values: readonly string[],
): Promise<JobChange> {
  const { rowCount } = await writer.query(text, [key, ...values]);
  if (rowCount) return "changed";
  const { rows } = await writer.query<{ isThere: boolean }>(
    `select exists (select from graphile_worker.jobs where key = $1) as "isThere"`,
    [key],
  );
  return rows[0]?.isThere ? "running" : "unknown";
}

/** Has all jobs that match tried as soon as a worker is free. @returns how many; those that run are left out */
export async function retryJobs(writer: Writer, { state, match }: JobFilter): Promise<number> {
  // Where they were given up, their failures start to count anew.
  const attempts = state === "given-up" ? ", attempts => 0" : "";
  const { rowCount } = await writer.query(
    `select id from graphile_worker.reschedule_jobs(
      array(select id ${fromFailed(state)} and locked_at is null), run_at => now()${attempts})`,
    [match],
  );
  return rowCount ?? 0;
}

/** Has all jobs that match tried no more. @returns how many; those that run are left out */
export async function giveUpJobs(
  writer: Writer,
  { state, match }: JobFilter,
  reason: string,
): Promise<number> {
  const { rowCount } = await writer.query(
    `select id from graphile_worker.permanently_fail_jobs(
      array(select id ${fromFailed(state)} and locked_at is null), $2)`,
    [match, reason],
  );
  return rowCount ?? 0;
}
