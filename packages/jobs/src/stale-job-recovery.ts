import type pg from "pg";
import { endlessAttempts } from "./enqueue.ts";
import { workerLock } from "./worker-lease.ts";

/**
 * Frees jobs of workers that are gone, and removes those that nobody will ever take up. A worker
 * counts as gone when it has held no lease for the length of a timeout: a restart of Postgres ends
 * all leases at once, and gives the living time to come back.
 *
 * @param timeoutMs from the first check that misses a worker's lease to the one that frees its jobs
 * @returns a check, to be repeated; it answers how many workers hold no lease and are not yet gone
 */
export function staleJobRecovery(pool: pg.Pool, timeoutMs: number): () => Promise<number> {
  const missingForLong = presentFor(timeoutMs);
  return async () => {
    const { rows } = await pool.query<{ worker: string }>(workersWithoutLease);
    const missing = rows.map(({ worker }) => worker);
    const gone = missingForLong(missing);
    await releaseJobs(pool, gone);
    return missing.length - gone.length;
  };
}

/**
 * Answers which values have been there at every call for the length of a timeout.
 *
 * @param timeoutMs a single call is never enough
 */
export function presentFor(timeoutMs: number): (values: readonly string[]) => readonly string[] {
  let since = new Map<string, number>();
  return (values) => {
    const now = performance.now();
    const before = since;
    since = new Map(values.map((value) => [value, before.get(value) ?? now]));
    return values.filter(
      (value) => now - (before.get(value) ?? now) >= timeoutMs && before.has(value),
    );
  };
}

/**
 * Frees whatever these workers run, at once. Each job gets another row: a worker that is alive after
 * all completes a job by its row's id, and with it would complete what was enqueued since under the
 * job's key.
 */
export async function releaseJobs(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  if (workers.length > 0) {
    await pool.query(moveToOwnRows, [workers]);
    await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [workers]);
  }
  await pool.query(completeReplaced);
}

/** As `snoozeJob` does it, for whoever cannot do so any more: the tries stay counted. */
const moveToOwnRows = `
  select graphile_worker.reschedule_jobs(array[added.id], attempts => stale.attempts)
  from graphile_worker.jobs as stale
  cross join lateral graphile_worker.remove_job(stale.key) as running
  cross join lateral graphile_worker.add_job(stale.task_identifier, running.payload,
    run_at => running.run_at, priority => running.priority, max_attempts => ${endlessAttempts},
    job_key => stale.key, flags => array(select jsonb_object_keys(running.flags))) as added
  where stale.locked_by = any($1::text[]) and stale.key is not null and running.id is not null`;

/**
 * Jobs that others took the place of while they ran, and that were not completed because their
 * worker or the database went away: nobody takes them up, and nobody else removes them.
 */
const completeReplaced = `
  select graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs
    where key is null and attempts >= max_attempts and locked_at is null))`;

const workersWithoutLease = `
  select distinct jobs.locked_by as worker from graphile_worker.jobs
  where jobs.locked_by is not null and not exists (
    select 1 from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
      and classid = ${workerLock}
      and objid = (hashtext(jobs.locked_by)::bigint & 4294967295)::oid)`;
