import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { PausedCommunities } from "./job-flags.ts";
import type { JobEvents, JobHandlers } from "./run-job.ts";
import { presentFor, releaseJobs, staleJobRecovery } from "./stale-job-recovery.ts";
import { withTimeout } from "./with-timeout.ts";
import { openWorkerPool, type WorkerPool } from "./worker-pool.ts";

export interface WorkerOptions {
  /**
   * Its size must be at least `concurrency` + 3, and what the handlers use comes on top. It is
   * not closed by the worker.
   */
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  /** Jobs at once; default 4. */
  readonly concurrency?: number;
  /** How often to look for jobs whose time has come; new ones are announced at once. Default 1000. */
  readonly pollIntervalMs?: number;
  /** How long a worker may hold no lease until its jobs are taken over. Default 1500. */
  readonly staleAfterMs?: number;
  /** Communities whose jobs are left in the queue; default none. */
  readonly paused?: PausedCommunities;
  readonly events?: JobEvents;
}

/** How long stopping waits for the database to free jobs. */
const releaseTimeoutMs = 500;

/** How long a pool that is replaced is given to end in good order once nothing runs in it. */
const finishTimeoutMs = 3000;

export interface RunningWorker {
  /**
   * Takes no further jobs and aborts the handlers' signal. Jobs that still run after the grace
   * are freed for other workers.
   *
   * @returns how many jobs were freed unfinished
   */
  stop(graceMs: number): Promise<{ readonly freed: number }>;
}

/**
 * Runs jobs until it is stopped. Outages of the database are outlived; the jobs of workers that
 * were killed are taken over.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { pool, handlers, concurrency = 4, pollIntervalMs = 1000, events = {} } = options;
  const { paused = () => [], staleAfterMs = 1500 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pools = new Set<WorkerPool>();
  const replaced = new WeakSet<WorkerPool>();
  const ignore = () => {};
  pool.on("error", ignore);

  async function open(): Promise<void> {
    let opened: WorkerPool | null = null;
    // The library ends its pool when it could not complete a job in the database.
    const onBroken = () => {
      const next = opened ? replace(opened) : open();
      next.catch((error) => events.onQueueIssue?.(error, "The worker pool could not be replaced."));
    };
    const settings = { pool, handlers, concurrency, pollIntervalMs, signal, paused, events };
    const workers = await openWorkerPool({ ...settings, onBroken });
    if (!workers) return;
    opened = workers;
    pools.add(workers);
    workers.ended.then(({ error }) => close(workers, error)).catch(ignore);
  }

  /** Once for each pool: every further one would hold connections until none is left for the work. */
  async function replace(workers: WorkerPool): Promise<void> {
    if (replaced.has(workers)) return;
    replaced.add(workers);
    await open();
    await withTimeout(finishTimeoutMs, workers.finish());
    while (pools.has(workers) && workers.running.size > 0 && !signal.aborted)
      await wait(finishTimeoutMs, undefined, { ref: false });
    // An outage can leave the library waiting for ever. Nothing runs: what is locked was never received.
    if (!signal.aborted) await close(workers, null);
  }

  async function close(workers: WorkerPool, error: unknown): Promise<void> {
    if (!pools.delete(workers)) return;
    if (error !== null) events.onQueueIssue?.(error, "A finished job could not be completed.");
    await releaseJobs(pool, [workers.id]).catch(ignore);
    workers.lease.close();
  }

  await open();
  const recover = createRecovery({ pool, pools, replace, events, staleAfterMs });
  const recovery = setInterval(() => void recover(), staleAfterMs / 2);

  let stopped: Promise<{ freed: number }> | undefined;
  async function stop(graceMs: number): Promise<{ freed: number }> {
    clearInterval(recovery);
    stopping.abort(new Error("The worker stops."));
    const all = [...pools];
    await withTimeout(graceMs, Promise.all(all.map((workers) => workers.finish())));
    const freed = all.reduce((sum, workers) => sum + workers.running.size, 0);
    const ids = all.map((workers) => workers.id);
    // With the database away there is nothing to wait for: others find the jobs stale.
    await withTimeout(releaseTimeoutMs, releaseJobs(pool, ids).catch(ignore));
    for (const workers of all) workers.lease.close();
    pool.removeListener("error", ignore);
    return { freed };
  }
  return {
    stop(graceMs) {
      stopped ??= stop(graceMs);
      return stopped;
    },
  };
}

/** One check for jobs of workers that are gone, and for those that our own pools never received. */
function createRecovery(parts: {
  readonly pool: pg.Pool;
  readonly pools: ReadonlySet<WorkerPool>;
  readonly replace: (workers: WorkerPool) => Promise<void>;
  readonly events: JobEvents;
  readonly staleAfterMs: number;
}): () => Promise<void> {
  const { pool, pools, replace, events } = parts;
  const recoverStaleJobs = staleJobRecovery(pool, parts.staleAfterMs);
  const lostForLong = presentFor(parts.staleAfterMs);
  let isChecking = false;
  return async () => {
    if (isChecking) return;
    isChecking = true;
    try {
      await recoverStaleJobs();
      const found = await Promise.all(
        [...pools].map(async (workers) => ({ workers, ids: await notReceived(pool, workers) })),
      );
      const lost = lostForLong(found.flatMap(({ ids }) => ids));
      // The answer that gave us the job was lost: only a pool that has ended can be freed of it.
      for (const { workers, ids } of found)
        if (ids.some((id) => lost.includes(id))) replace(workers).catch(() => {});
    } catch (error) {
      events.onQueueIssue?.(error, "Stale jobs could not be looked for.");
    } finally {
      isChecking = false;
    }
  };
}

/** Jobs that the database gave to a pool in which they do not run. */
async function notReceived(pool: pg.Pool, { id, running }: WorkerPool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "select id::text from graphile_worker.jobs where locked_by = $1",
    [id],
  );
  return rows.flatMap((row) => (running.has(row.id) ? [] : [row.id]));
}
