import type { Job } from "graphile-worker";
import type pg from "pg";
import { endlessAttempts } from "./enqueue.ts";

export interface Snoozed {
  /** Milliseconds from now; `null` keeps the place in the queue that the job was taken from. */
  readonly delayMs: number | null;
  /** Kept as the job's last error. */
  readonly reason: string;
  /** Tries that failed so far: kept as the job's attempts. */
  readonly failures: number;
}

/**
 * Puts a running job off until later: the only way back into the queue, whatever the reason. If
 * another was enqueued under its key meanwhile, that one stands. The running job is thereby done
 * with and may be completed.
 *
 * Taking the key away locks the row: an enqueue at the same moment comes before this or after it.
 *
 * @throws Error when the job is not this worker's any more
 */
export async function snoozeJob(
  pool: pg.Pool,
  job: Job,
  workerId: string,
  { delayMs, reason, failures }: Snoozed,
): Promise<void> {
  const client = await pool.connect();
  let isDone = false;
  let broken: unknown;
  try {
    await client.query("begin");
    const { rowCount } = await client.query(moveToLater, [
      job.key,
      job.id,
      workerId,
      job.task_identifier,
      delayMs,
      reason,
      failures,
    ]);
    await client.query(rowCount === 1 ? "commit" : "rollback");
    isDone = rowCount === 1;
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    // A connection that is in a failed transaction, or has broken, is of no use to the next.
    client.release(broken !== undefined);
  }
  if (isDone) return;
  const { rows } = await pool.query<{ isOurs: boolean }>(
    `select locked_by = $2 as "isOurs" from graphile_worker.jobs where id = $1`,
    [job.id, workerId],
  );
  if (rows[0]?.isOurs !== true)
    throw new Error(`Job ${job.id} (${job.task_identifier}) is not this worker's any more.`);
}

/** The library keeps an error only of jobs that it gives up; the last call takes that back. */
const moveToLater = `
  select snoozed.id
  from graphile_worker.remove_job($1) as running
  cross join lateral graphile_worker.add_job($4, running.payload,
    run_at => coalesce(now() + $5::float8 * interval '1 millisecond', running.run_at),
    priority => running.priority, max_attempts => ${endlessAttempts}, job_key => $1,
    flags => array(select jsonb_object_keys(running.flags))) as added
  cross join lateral graphile_worker.permanently_fail_jobs(array[added.id], $6) as noted
  cross join lateral graphile_worker.reschedule_jobs(array[noted.id], attempts => $7) as snoozed
  where running.id = $2 and running.locked_by = $3`;
