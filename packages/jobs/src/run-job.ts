import { parseStored, Snooze } from "@appealmod/core";
import type { Job } from "graphile-worker";
import type pg from "pg";
import {
  definitionOf,
  type JobName,
  type JobPayload,
  longestDelayMs,
  readJobName,
} from "./job-definitions.ts";
import { communityFlag, type PausedCommunities } from "./job-flags.ts";
import { busyDelayMs, retryAfter } from "./retry-policy.ts";
import { type Snoozed, snoozeJob } from "./snooze-job.ts";
import type { WorkerLease } from "./worker-lease.ts";

/** What a handler knows beside the payload. */
export interface JobContext {
  /** Tries that ended without success before this one; 0 on the first. */
  readonly failures: number;
  /** Why the job waited, if it did. */
  readonly waitedBecause: string | null;
  /** Whether another job was enqueued under this one's key since it began. */
  isReplaced(): Promise<boolean>;
  /** Aborted when the worker stops: finish the step at hand and throw. */
  readonly signal: AbortSignal;
}

/** One handler for each kind of job. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, context: JobContext) => Promise<void>;
};

/** A job by what it is about, for logs. */
export interface JobRef {
  readonly id: string;
  readonly name: JobName;
  readonly payload: unknown;
}

export interface JobEvents {
  onDone?(job: JobRef): void;
  /** The job threw; it is tried again after the delay. */
  onFailed?(job: JobRef, error: unknown, retry: { failures: number; delayMs: number }): void;
  /** The job asked to be taken up later. */
  onSnoozed?(job: JobRef, reason: Snooze, delayMs: number): void;
  /** The queue itself does not work as it should, and goes on as soon as it can. */
  onQueueIssue?(error: unknown, message: string): void;
  /** The job library's own lines, for debugging. */
  onLog?(level: string, message: string): void;
}

/** What jobs of one worker pool run with. */
export interface JobRunner {
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  readonly lease: WorkerLease;
  readonly workerId: () => string;
  readonly signal: AbortSignal;
  readonly paused: PausedCommunities;
  readonly events: JobEvents;
  /** Called with the delay when a job was put off for a time of its own. */
  readonly onDelayed: (delayMs: number) => void;
}

/**
 * Runs one job. Returns when the job is done with, be it finished or snoozed; throws only where
 * the library must deal with it because we cannot.
 */
export async function runJob(runner: JobRunner, row: Job): Promise<void> {
  const { events, lease, signal } = runner;
  const name = readJobName(row.task_identifier);
  const ref: JobRef = { id: row.id, name, payload: row.payload };
  // The library has counted this try already.
  const failures = row.attempts - 1;
  const isPaused = () => runner.paused().some((name) => row.flags?.[communityFlag(name)]);
  const snooze = async (snoozed: Snoozed) => {
    await snoozeJob(runner.pool, row, runner.workerId(), snoozed);
    if (snoozed.delayMs !== null) runner.onDelayed(snoozed.delayMs);
  };
  const notNow = (reason: string, delayMs: number | null = null) =>
    snooze({ delayMs, reason: row.last_error ?? reason, failures });

  if (signal.aborted) return notNow("the worker stopped");
  if (isPaused()) return notNow("its community was paused");
  let exclusive: readonly string[] = [];
  let longestMs = longestDelayMs;
  try {
    const job = readJob(runner.handlers, name, row);
    longestMs = job.longestDelayMs;
    if (!(await lease.tryLock(job.exclusive)))
      return await notNow("another job about the same was running", busyDelayMs);
    exclusive = job.exclusive;
    await job.perform({
      failures,
      waitedBecause: row.last_error,
      isReplaced: () => isReplaced(runner.pool, row.id),
      signal,
    });
    events.onDone?.(ref);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const retry = retryAfter(error, failures, longestMs);
    if (error instanceof Snooze) {
      // Whoever had begun goes on first when its community is served again.
      await snooze({ ...retry, reason, delayMs: isPaused() ? null : retry.delayMs });
      events.onSnoozed?.(ref, error, retry.delayMs);
    } else if (signal.aborted) {
      await notNow("the worker stopped");
    } else {
      events.onFailed?.(ref, error, retry);
      await snooze({ ...retry, reason });
    }
  } finally {
    await lease.unlock(exclusive);
  }
}

interface ReadJob {
  readonly longestDelayMs: number;
  readonly exclusive: readonly string[];
  readonly perform: (context: JobContext) => Promise<void>;
}

/** @throws UnreadableRowError where the payload is none of its kind */
function readJob<Name extends JobName>(handlers: JobHandlers, name: Name, row: Job): ReadJob {
  const definition = definitionOf(name);
  const payload = parseStored(definition.payload, row.payload, {
    table: "graphile_worker.jobs",
    column: "payload",
    key: row.id,
  });
  return {
    longestDelayMs: definition.longestDelayMs(payload),
    exclusive: definition.exclusive(payload),
    perform: (context) => handlers[name](payload, context),
  };
}

/** Who takes a running job's place takes its key. */
async function isReplaced(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from graphile_worker.jobs where id = $1 and key is not null",
    [id],
  );
  return rowCount === 0;
}
