import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { abandonedJobs } from "./abandoned-jobs.ts";
import { openLease, runReadyJobs } from "./crew.ts";
import { queueDepth } from "./queue-depth.ts";
import { busyDelayMs, type JobEvents, type JobHandlers, type JobRef } from "./run-job.ts";

export interface DrainOptions {
  /** Its size must be above `concurrency`. */
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  /** Jobs at once; default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  readonly events?: JobEvents;
}

export interface WaitingJob {
  readonly name: string;
  readonly key: string | null;
  readonly runAt: Date;
}

export interface Drained {
  readonly done: number;
  readonly failed: readonly { readonly job: JobRef; readonly error: unknown }[];
  /** Jobs for later, failed ones included; the soonest first. */
  readonly waiting: readonly WaitingJob[];
}

/** How long a worker that seems gone is given to show itself. */
const secondLookMs = 1000;

/** Carries out jobs until none is ready. What failed waits for another time. */
export async function drainJobs(options: DrainOptions): Promise<Drained> {
  const { pool, handlers, concurrency = 4, events = {} } = options;
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

  await freeAbandoned(pool);
  const lease = openLease({ pool, events });
  let wasBusy = false;
  const onPutBack = (_delayMs: number, because: string) => {
    wasBusy ||= because === "busy";
  };
  const alone = { concurrency: 1, pollIntervalMs: 1000 };
  const hand = { ...alone, pool, handlers, signal, events: counted, onPutBack };
  try {
    do {
      if (wasBusy) await wait(busyDelayMs);
      wasBusy = false;
      await Promise.all(Array.from({ length: concurrency }, () => runReadyJobs(hand, lease)));
    } while (!signal.aborted && (wasBusy || (await queueDepth(pool)).ready > 0));
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

async function waitingJobs(pool: pg.Pool): Promise<readonly WaitingJob[]> {
  const { rows } = await pool.query<WaitingJob>(
    `select task_identifier as name, key, run_at as "runAt" from graphile_worker.jobs
    where locked_at is null and attempts < max_attempts order by run_at`,
  );
  return rows;
}
