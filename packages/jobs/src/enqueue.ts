import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";

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
 * that is being carried out goes on to its end, and the new one follows it.
 *
 * @throws ZodError when the payload does not fit the job
 */
export async function enqueue<Name extends JobName>(
  client: QueryClient,
  name: Name,
  payload: JobPayload<Name>,
  options: EnqueueOptions = {},
): Promise<void> {
  const definition = definitionOf(name);
  const checked = definition.payload.parse(payload);
  await client.query(
    `select graphile_worker.add_job($1, $2::json,
      run_at => least(coalesce($3::timestamptz, least($7::timestamptz, now())), min(run_at)),
      priority => least($5::int, min(priority)),
      max_attempts => ${endlessAttempts}, job_key => $4::text, job_key_mode => $6)
    from graphile_worker.jobs where key = $4::text and locked_at is null`,
    [
      name,
      JSON.stringify(checked),
      options.runAt?.toISOString() ?? null,
      definition.key(checked),
      options.priority ?? definition.priority(checked),
      definition.keepsRunAt(checked) ? "preserve_run_at" : "replace",
      options.waitingSince?.toISOString() ?? null,
    ],
  );
}
