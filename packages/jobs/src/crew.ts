import { EventEmitter } from "node:events";
import {
  type Job,
  Logger,
  type RunnerOptions,
  runOnce,
  runTaskList,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import type pg from "pg";
import { communityFlag, type HeldBack } from "./community-flag.ts";
import { jobNames } from "./job-definitions.ts";
import { type Hands, type JobEvents, type JobHandlers, runJob } from "./run-job.ts";
import { WorkerLease } from "./worker-lease.ts";

export interface CrewOptions {
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  readonly concurrency: number;
  readonly pollIntervalMs: number;
  readonly signal: AbortSignal;
  readonly heldBack: HeldBack;
  readonly events: JobEvents;
  readonly onPutBack?: Hands["onPutBack"];
  /** Told when the crew takes no further jobs although nobody asked it to. */
  readonly onGivingUp?: () => void;
}

/** Jobs put back for longer than this are left to the regular look, in milliseconds. */
const longestNap = 60_000;

/** Hands that take jobs under one id, with a lease that says they live. */
export interface Crew {
  readonly id: string;
  /** Ids of the jobs in hand. */
  readonly inHand: ReadonlySet<string>;
  readonly lease: WorkerLease;
  /** Takes no further jobs; resolves when those in hand are done with. */
  finish(): Promise<void>;
  /** Settles when the crew has ended, wanted or not. Never rejects. */
  readonly ended: Promise<{ readonly error: unknown }>;
}

/**
 * Gathers a crew that takes jobs until it is told to finish; waits for the database if it must.
 *
 * @returns `null` when the signal was aborted first
 */
export async function gatherCrew(options: CrewOptions): Promise<Crew | null> {
  // The queue itself looks for jobs whose time has come only now and then.
  const lookAgain = (delayMs: number, because: string) => {
    if (delayMs > longestNap || because === "held-back") return;
    setTimeout(() => workerPool._shuttingDown || workerPool.nudge(1), delayMs + 5).unref();
  };
  let isWanted = false;
  const onGivingUp = () => isWanted || options.onGivingUp?.();
  const setUp = await prepare({ ...options, onPutBack: lookAgain, onGivingUp });
  if (options.signal.aborted) {
    setUp.lease.close();
    return null;
  }
  const workerPool = runTaskList(setUp.options, setUp.tasks, options.pool);
  const ended = workerPool.promise.then(
    () => ({ error: null }),
    (error: unknown) => ({ error }),
  );
  return {
    id: workerPool.id,
    inHand: setUp.inHand,
    lease: setUp.lease,
    ended,
    async finish() {
      isWanted = true;
      if (!workerPool._shuttingDown)
        await Promise.resolve(workerPool.gracefulShutdown()).catch(() => {});
      await ended;
    },
  };
}

/** Carries out what is ready, one job after the other, until nothing is. */
export async function runReadyJobs(options: CrewOptions, lease: WorkerLease): Promise<void> {
  const setUp = await prepare(options, lease);
  await runOnce({ ...setUp.options, pgPool: options.pool }, setUp.tasks);
}

/** A lease for hands that are gathered soon. */
export function openLease({ pool, events }: Pick<CrewOptions, "pool" | "events">): WorkerLease {
  return new WorkerLease(pool, (error, message) => events.onTrouble?.(error, message));
}

async function prepare(options: CrewOptions, lease = openLease(options)) {
  const trouble = (error: unknown, message: string) => options.events.onTrouble?.(error, message);
  const giveUp = () => lease.close();
  options.signal.addEventListener("abort", giveUp);
  await lease.ready();
  options.signal.removeEventListener("abort", giveUp);
  const events: WorkerEvents = new EventEmitter();
  let workerId = "";
  events.on("pool:create", ({ workerPool }: { workerPool: WorkerPool }) => {
    workerId = workerPool.id;
    lease.standFor(workerId).catch((error) => trouble(error, "The worker's lease broke."));
  });
  events.on("pool:gracefulShutdown", () => options.onGivingUp?.());
  events.on("worker:getJob:error", ({ error }) => trouble(error, "No job could be fetched."));
  events.on("pool:listen:error", ({ error }) => trouble(error, "News of jobs are not heard."));

  const inHand = new Set<string>();
  const onPutBack = options.onPutBack ?? (() => {});
  const hands: Hands = { ...options, lease, workerId: () => workerId, onPutBack };
  const perform = async (_payload: unknown, { job }: { job: Job }) => {
    inHand.add(job.id);
    try {
      await runJob(hands, job);
    } finally {
      inHand.delete(job.id);
    }
  };
  const tasks: TaskList = Object.fromEntries(jobNames.map((name) => [name, perform]));
  return { lease, inHand, tasks, options: libraryOptions(options, events) };
}

function libraryOptions(options: CrewOptions, events: WorkerEvents): RunnerOptions {
  return {
    concurrency: options.concurrency,
    pollInterval: options.pollIntervalMs,
    forbiddenFlags: () => options.heldBack().map(communityFlag),
    noHandleSignals: true,
    events,
    logger: quietLogger(options.events),
    // Without batches the library leaves a rejection unhandled when the database goes away
    // just as a job is completed; with them it ends its pool, which is then replaced.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

/** The library would write to the console. */
export function quietLogger(events: JobEvents): Logger {
  return new Logger(() => (level, message) => events.onLog?.(level, message));
}
