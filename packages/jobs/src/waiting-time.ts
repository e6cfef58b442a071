import type pg from "pg";
import type { JobName } from "./job-definitions.ts";
import { communityFlag } from "./job-flags.ts";

/** Jobs of one kind that could run now, if a worker were free and their community not paused. */
export interface WaitingTime {
  readonly waiting: number;
  /** Milliseconds since the first of them was enqueued; 0 where none waits. */
  readonly longestMs: number;
}

/**
 * How long those wait whose turn it is. Jobs that are snoozed are not counted.
 *
 * @param paused communities whose jobs are not counted either
 */
export async function waitingTime(
  pool: pg.Pool,
  name: JobName,
  paused: readonly string[] = [],
): Promise<WaitingTime> {
  const { rows } = await pool.query<WaitingTime>(
    `select count(*)::int as waiting,
      coalesce(extract(epoch from now() - min(created_at)) * 1000, 0)::int as "longestMs"
    from graphile_worker.jobs
    where task_identifier = $1 and locked_at is null and run_at <= now() and attempts < max_attempts
      and (flags ?| $2::text[]) is not true`,
    [name, paused.map(communityFlag)],
  );
  return rows[0] ?? { waiting: 0, longestMs: 0 };
}
