import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";
import { flagsOf } from "./job-flags.ts";

/** Anything that sends SQL: a client within a transaction, or a pool. */
export interface QueryClient {
  query(text: string, values: unknown[]): Promise<unknown>;
}

export interface EnqueueOptions {
  /** Not before this time; default at once. */
  readonly runAt?: Date;
  /** Takes its place in the queue as if it had been enqueued then; a time to come counts as now. */
  readonly waitingSince?: Date;
  /** Smaller numbers go first; default as the job's definition says. */
  readonly priority?: number;
}

/** More tries than will ever be made: jobs are never given up. */
export const endlessAttempts = 32_767;

/**
 * Puts a job into the queue, within the client's transaction: a rollback takes it out again.
 * One that waits under the same key is replaced, and its place in the queue kept where that
 * is the better one: whoever writes again while waiting must not be sent to the end for it. One
 * that is running goes on to its end, and the new one follows it.
 *
 * @throws ZodError when the payload does not fit the job
 */
export async function enqueue<Name extends JobName>(
  client: QueryClient,
  name: Name,
  payload: JobPayload<Name>,
  options: EnqueueOptions = {},
): Promise<void> {
  await enqueueAll(client, name, [{ payload, ...options }]);
}

/** The same for many at once, which stand in the queue in the same moment or not at all. */
export async function enqueueAll<Name extends JobName>(
  client: QueryClient,
  name: Name,
  jobs: readonly (EnqueueOptions & { readonly payload: JobPayload<Name> })[],
): Promise<void> {
  const definition = definitionOf(name);
  const rows = jobs.map(({ payload, runAt, waitingSince, priority }) => {
    const checked = definition.payload.parse(payload);
    return {
      key: definition.key(checked),
      payload: checked,
      flags: flagsOf(name, checked),
      run_at: runAt?.toISOString() ?? null,
      waiting_since: waitingSince?.toISOString() ?? null,
      priority: priority ?? definition.priority(checked),
      keeps_run_at: definition.keepsRunAt(checked),
    };
  });
  // By key: two processes that enqueue the same ones must not wait for each other in a circle.
  await client.query(
    `select graphile_worker.add_job($1, job.payload,
      run_at => case when job.keeps_run_at and before.run_at is not null then before.run_at
        else least(coalesce(job.run_at, least(job.waiting_since, now())), before.run_at) end,
      priority => least(job.priority, before.priority),
      max_attempts => ${endlessAttempts}, job_key => job.key, flags => job.flags)
    from (
      select * from json_to_recordset($2::json) as given(key text, payload json,
        run_at timestamptz, waiting_since timestamptz, priority int, keeps_run_at boolean, flags text[])
      order by key
    ) as job
    cross join lateral (
      select min(run_at) as run_at, min(priority) as priority from graphile_worker.jobs
      where key = job.key and locked_at is null
    ) as before`,
    [name, JSON.stringify(rows)],
  );
}
