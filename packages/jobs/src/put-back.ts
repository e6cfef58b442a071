import type pg from "pg";
import { endlessAttempts } from "./enqueue.ts";
import type { JobName } from "./job-definitions.ts";
import { type RetryState, withRetryState } from "./retry-state.ts";

/** Where a job that is put back stands: at a later time, or where it stood before it was taken up. */
export type PlaceInQueue = { readonly delayMs: number } | "as-before";

/** A job in hand, as much of it as it takes to put it back. */
export interface JobInHand {
  readonly id: string;
  readonly name: JobName;
  readonly key: string | null;
  readonly priority: number;
  readonly rawPayload: unknown;
  readonly flags: readonly string[];
  /** Whose hand: the id under which the queue has it locked. */
  readonly heldBy: string;
}

/**
 * Puts a job in hand back into the queue. If another
 * was enqueued under its key meanwhile, that one stands and nothing is put back. The job in
 * hand is thereby done with and may be completed.
 *
 * @throws when the job is not in this hand any more
 */
export async function putBack(
  pool: pg.Pool,
  job: JobInHand,
  place: PlaceInQueue,
  state: RetryState,
): Promise<void> {
  const payload = withRetryState(job.rawPayload, state);
  // The row is locked first: an enqueue at the same moment comes before this or after it.
  const { rowCount } = await pool.query(
    `with held as materialized (
      select key, run_at from graphile_worker._private_jobs
      where id = $1 and locked_by = $2 and key is not null for update
    )
    select graphile_worker.add_job($3, $4::json,
      run_at => coalesce(now() + $5::float8 * interval '1 millisecond', held.run_at),
      max_attempts => ${endlessAttempts}, job_key => held.key, priority => $6, flags => $7) from held`,
    [
      job.id,
      job.heldBy,
      job.name,
      JSON.stringify(payload),
      place === "as-before" ? null : place.delayMs,
      job.priority,
      job.flags,
    ],
  );
  if (rowCount === 1) return;
  const { rows } = await pool.query<{ held: boolean }>(
    "select locked_by = $2 as held from graphile_worker.jobs where id = $1",
    [job.id, job.heldBy],
  );
  if (rows[0]?.held !== true)
    throw new Error(`Job ${job.id} (${job.name}) was taken out of this worker's hands.`);
}
