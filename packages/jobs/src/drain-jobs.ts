import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { communityFlag, type PausedCommunities, subjectInFlags } from "./job-flags.ts";
import { busyDelayMs } from "./retry-policy.ts";
import type { JobEvents, JobHandlers, JobRef } from "./run-job.ts";
import { staleJobRecovery } from "./stale-job-recovery.ts";
import { runReadyJobs } from "./worker-pool.ts";

export interface DrainOptions {
  /** Its size must be above `concurrency`. */
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  /** Jobs at once; default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Communities whose jobs are left in the queue; default none. */
  readonly paused?: PausedCommunities;
  readonly events?: JobEvents;
}

export interface WaitingJob {
  readonly name: string;
  readonly key: string | null;
  readonly runAt: Date;
  /** The community that it is about, where it is about one. */
  readonly subreddit: string | null;
}

export interface Drained {
  readonly done: number;
  readonly failed: readonly { readonly job: JobRef; readonly error: unknown }[];
  /** Jobs for later, failed ones and those of paused communities included; the soonest first. */
  readonly waiting: readonly WaitingJob[];
}

/** How long a worker that seems gone is given to show itself. */
const staleAfterMs = 1000;

/** Runs jobs until none is ready. What failed waits for another time. */
export async function drainJobs(options: DrainOptions): Promise<Drained> {
  const { pool, handlers, concurrency = 4, events = {}, paused = () => [] } = options;
  const signal = options.signal ?? new AbortController().signal;
  const failed: { job: JobRef; error: unknown }[] = [];
  let done = 0;
  const counted: JobEvents = {
    ...events,
    onDone(job) {
      done += 1;
      events.onDone?.(job);
    },
    onFailed(job, error, retry) {
      failed.push({ job, error });
      events.onFailed?.(job, error, retry);
    },
  };

  await recoverStaleJobs(pool);
  do await runReadyJobs({ pool, handlers, concurrency, signal, paused, events: counted });
  while (!signal.aborted && (await waitUntilReady(pool, paused)));
  return { done, failed, waiting: await waitingJobs(pool) };
}

async function recoverStaleJobs(pool: pg.Pool): Promise<void> {
  const check = staleJobRecovery(pool, staleAfterMs);
  if ((await check()) === 0) return;
  await wait(staleAfterMs);
  await check();
}

/** Those that another one about the same redditor was in the way of are ready in a moment. */
async function waitUntilReady(pool: pg.Pool, paused: PausedCommunities): Promise<boolean> {
  const { rows } = await pool.query<{ inMs: number | null }>(
    `select extract(epoch from min(run_at) - now())::float8 * 1000 as "inMs"
    from graphile_worker.jobs
    where locked_at is null and attempts < max_attempts and (flags ?| $1::text[]) is not true`,
    [paused().map(communityFlag)],
  );
  const inMs = rows[0]?.inMs ?? Number.POSITIVE_INFINITY;
  if (inMs > busyDelayMs) return false;
  await wait(Math.max(0, Math.ceil(inMs)));
  return true;
}

async function waitingJobs(pool: pg.Pool): Promise<readonly WaitingJob[]> {
  const { rows } = await pool.query<WaitingJob>(
    `select task_identifier as name, key, run_at as "runAt",
      ${subjectInFlags("community")} as subreddit
    from graphile_worker.jobs where locked_at is null and attempts < max_attempts order by run_at`,
  );
  return rows;
}
