import { EventEmitter } from "node:events";
import {
  type Job,
  type WorkerPool as LibraryPool,
  Logger,
  type RunnerOptions,
  runOnce,
  runTaskList,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { jobNames } from "./job-definitions.ts";
import { communityFlag } from "./job-flags.ts";
import { type JobEvents, type JobRunner, runJob } from "./run-job.ts";
import { WorkerLease } from "./worker-lease.ts";

export interface WorkerPoolOptions
  extends Pick<JobRunner, "pool" | "handlers" | "signal" | "paused" | "events"> {
  /** Jobs at once. */
  readonly concurrency: number;
  readonly pollIntervalMs: number;
  /** Called when the library ends the pool although nobody asked for it. */
  readonly onBroken: () => void;
}

/** Jobs that are due later than this are left to the library's own polling, in milliseconds. */
const longestNudgeMs = 60_000;

/** Workers that take jobs under one id, with a lease that says they live. */
export interface WorkerPool {
  readonly id: string;
  /** Ids of the jobs that run here. */
  readonly running: ReadonlySet<string>;
  readonly lease: WorkerLease;
  /** Takes no further jobs; resolves when those that run have ended. */
  finish(): Promise<void>;
  /** Settles when the pool has ended, wanted or not. Never rejects. */
  readonly ended: Promise<{ readonly error: unknown }>;
}

/**
 * Opens a pool that takes jobs until it is asked to finish; waits for the database if it must.
 *
 * @returns `null` when the signal was aborted first
 */
export async function openWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool | null> {
  let isWanted = true;
  // The library looks for jobs whose time has come only now and then.
  const onDelayed = (delayMs: number) => {
    if (delayMs > longestNudgeMs) return;
    setTimeout(() => library._shuttingDown || library.nudge(1), delayMs + 5).unref();
  };
  const onBroken = () => isWanted && options.onBroken();
  const { lease, running, tasks, settings } = await prepare({ ...options, onDelayed, onBroken });
  if (options.signal.aborted) {
    lease.close();
    return null;
  }
  const library = runTaskList(settings, tasks, options.pool);
  const ended = library.promise.then(
    () => ({ error: null }),
    (error: unknown) => ({ error }),
  );
  return {
    id: library.id,
    running,
    lease,
    ended,
    async finish() {
      isWanted = false;
      if (!library._shuttingDown) await Promise.resolve(library.gracefulShutdown()).catch(() => {});
      await ended;
    },
  };
}

/** Runs what is ready until nothing is. */
export async function runReadyJobs(
  options: Omit<WorkerPoolOptions, "pollIntervalMs" | "onBroken">,
): Promise<void> {
  const pollIntervalMs = 1000;
  const ignore = () => {};
  const all = { ...options, pollIntervalMs, onBroken: ignore, onDelayed: ignore };
  const { lease, tasks, settings } = await prepare(all);
  try {
    await runOnce({ ...settings, pgPool: options.pool }, tasks);
  } finally {
    lease.close();
  }
}

async function prepare(options: WorkerPoolOptions & Pick<JobRunner, "onDelayed">) {
  const { events, signal } = options;
  const issue = (error: unknown, message: string) => events.onQueueIssue?.(error, message);
  const lease = new WorkerLease(options.pool, issue);
  const giveUp = () => lease.close();
  signal.addEventListener("abort", giveUp);
  await lease.ready();
  signal.removeEventListener("abort", giveUp);
  const emitter: WorkerEvents = new EventEmitter();
  let workerId = "";
  emitter.on("pool:create", ({ workerPool }: { workerPool: LibraryPool }) => {
    workerId = workerPool.id;
    lease.coverWorker(workerId).catch((error) => issue(error, "The worker's lease broke."));
  });
  emitter.on("pool:gracefulShutdown", options.onBroken);
  emitter.on("worker:getJob:error", ({ error }) => issue(error, "No job could be fetched."));
  emitter.on("pool:listen:error", ({ error }) => issue(error, "New jobs are not announced."));

  const running = new Set<string>();
  const runner: JobRunner = { ...options, lease, workerId: () => workerId };
  const perform = async (_payload: unknown, { job }: { job: Job }) => {
    running.add(job.id);
    try {
      await runJob(runner, job);
    } finally {
      running.delete(job.id);
    }
  };
  const tasks: TaskList = Object.fromEntries(jobNames.map((name) => [name, perform]));
  const settings: RunnerOptions = {
    concurrency: options.concurrency,
    pollInterval: options.pollIntervalMs,
    forbiddenFlags: () => options.paused().map(communityFlag),
    noHandleSignals: true,
    events: emitter,
    logger: quietLogger(events),
    // Without batches the library leaves a rejection unhandled when the database goes away
    // just as a job is completed; with them it ends its pool, which is then replaced.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
  return { lease, running, tasks, settings };
}

/** The library would write to the console. */
export function quietLogger(events: JobEvents): Logger {
  return new Logger(() => (level, message) => events.onLog?.(level, message));
}
