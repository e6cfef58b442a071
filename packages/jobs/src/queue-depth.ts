import type pg from "pg";

/** How much is in the queue. */
export interface QueueDepth {
  /** Could run now. */
  readonly ready: number;
  /** Snoozed until a later time. */
  readonly scheduled: number;
  readonly running: number;
}

export async function queueDepth(pool: Pick<pg.Pool, "query">): Promise<QueueDepth> {
  const { rows } = await pool.query<QueueDepth>(
    `select
      count(*) filter (where locked_at is null and run_at <= now())::int as ready,
      count(*) filter (where locked_at is null and run_at > now())::int as scheduled,
      count(*) filter (where locked_at is not null)::int as running
    from graphile_worker.jobs
    where attempts < max_attempts or locked_at is not null`,
  );
  return rows[0] ?? { ready: 0, scheduled: 0, running: 0 };
}
