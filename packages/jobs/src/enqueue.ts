import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";

/** Anything that sends SQL: a client within a transaction, or a pool. */
export interface QueryClient {
  query(text: string, values: unknown[]): Promise<unknown>;
}

export interface EnqueueOptions {
  /** Not before this time; default at once. */
  readonly runAt?: Date;
  /** Smaller numbers go first; default as the job's definition says. */
  readonly priority?: number;
}

/** More tries than will ever be made: jobs are never given up. */
export const endlessAttempts = 32_767;

/**
 * Puts a job into the queue, within the client's transaction: a rollback takes it out again.
 * One that waits under the same key is replaced; one that is being carried out goes on to its
 * end, and the new one follows it.
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
    `select graphile_worker.add_job($1, $2::json, run_at => $3, max_attempts => ${endlessAttempts},
      job_key => $4, priority => $5, job_key_mode => $6)`,
    [
      name,
      JSON.stringify(checked),
      options.runAt?.toISOString() ?? null,
      definition.key(checked),
      options.priority ?? definition.priority(checked),
      definition.keepsRunAt(checked) ? "preserve_run_at" : "replace",
    ],
  );
}
