import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { abandonedJobs } from "./abandoned-jobs.ts";
import { communityFlag, type HeldBack } from "./community-flag.ts";
import { openLease, runReadyJobs } from "./crew.ts";
import { busyDelayMs, type JobEvents, type JobHandlers, type JobRef } from "./run-job.ts";

export interface DrainOptions {
  /** Its size must be above `concurrency`. */
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  /** Jobs at once; default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Communities whose jobs are left in the queue; default none. */
  readonly heldBack?: HeldBack;
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
  /** Jobs for later, failed ones and those held back included; the soonest first. */
  readonly waiting: readonly WaitingJob[];
}

/** How long a worker that seems gone is given to show itself. */
const secondLookMs = 1000;

/** Carries out jobs until none is ready. What failed waits for another time. */
export async function drainJobs(options: DrainOptions): Promise<Drained> {
  const { pool, handlers, concurrency = 4, events = {} } = options;
  const signal = options.signal ?? new AbortController().signal;
  const heldBack = options.heldBack ?? (() => []);
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

  await freeAbandoned(pool);
  const lease = openLease({ pool, events });
  let wasBusy = false;
  const onPutBack = (_delayMs: number, because: string) => {
    wasBusy ||= because === "busy";
  };
  const alone = { concurrency: 1, pollIntervalMs: 1000 };
  const hand = { ...alone, pool, handlers, signal, heldBack, events: counted, onPutBack };
  try {
    do {
      if (wasBusy) await wait(busyDelayMs);
      wasBusy = false;
      await Promise.all(Array.from({ length: concurrency }, () => runReadyJobs(hand, lease)));
    } while (!signal.aborted && (wasBusy || (await readyJobs(pool, heldBack)) > 0));
  } finally {
    lease.close();
  }
  return { done, failed, waiting: await waitingJobs(pool) };
}

async function freeAbandoned(pool: pg.Pool): Promise<void> {
  const look = abandonedJobs(pool);
  const { suspected } = await look();
  if (suspected === 0) return;
  await wait(secondLookMs);
  await look();
}

async function readyJobs(pool: pg.Pool, heldBack: HeldBack): Promise<number> {
  const { rows } = await pool.query<{ ready: number }>(
    `select count(*)::int as ready from graphile_worker.jobs
    where locked_at is null and run_at <= now() and attempts < max_attempts
      and (flags ?| $1::text[]) is not true`,
    [heldBack().map(communityFlag)],
  );
  return rows[0]?.ready ?? 0;
}

async function waitingJobs(pool: pg.Pool): Promise<readonly WaitingJob[]> {
  const { rows } = await pool.query<WaitingJob>(
    `select tasks.identifier as name, jobs.key, jobs.run_at as "runAt",
      jobs.payload ->> 'subreddit' as subreddit
    from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where locked_at is null and attempts < max_attempts order by run_at`,
  );
  return rows;
}
