import { parseStored, UnreadableRowError } from "@appealmod/core";
import type { Job } from "graphile-worker";
import type pg from "pg";
import { backoffMs } from "./backoff.ts";
import { communityFlag, type HeldBack } from "./community-flag.ts";
import {
  definitionOf,
  type JobName,
  type JobPayload,
  longestDelayMs,
  readJobName,
} from "./job-definitions.ts";
import { type JobInHand, type PlaceInQueue, putBack } from "./put-back.ts";
import { RetryLater } from "./retry-later.ts";
import { type RetryState, retryStateOf } from "./retry-state.ts";
import type { WorkerLease } from "./worker-lease.ts";

/** What a handler knows beside the payload. */
export interface JobContext {
  readonly jobId: string;
  /** Tries that failed before this one; 0 on the first. */
  readonly failures: number;
  /** Why the job waited, if it did. */
  readonly waitedBecause: string | null;
  /** Aborted when the worker stops: finish the step in hand and throw. */
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
  onPostponed?(job: JobRef, reason: RetryLater, delayMs: number): void;
  /** The queue itself has trouble, and works on as soon as it can. */
  onTrouble?(error: unknown, message: string): void;
  /** The job library's own lines, for debugging. */
  onLog?(level: string, message: string): void;
}

/** A row that cannot be read stays so until somebody mends it: trying at once again is of no use. */
const unreadableDelayMs = longestDelayMs;

/** How soon a job comes back that must wait for another one about the same redditor. */
export const busyDelayMs = 200;

export interface Hands {
  readonly pool: pg.Pool;
  readonly handlers: JobHandlers;
  readonly lease: WorkerLease;
  readonly workerId: () => string;
  readonly signal: AbortSignal;
  readonly heldBack: HeldBack;
  readonly events: JobEvents;
  /** Told when a job was put back, and when it is due again. */
  readonly onPutBack: (
    delayMs: number,
    because: "busy" | "held-back" | "postponed" | "failed" | "stopped",
  ) => void;
}

/**
 * Carries out one job. Returns when the job is done with, be it finished or put back; throws
 * only where the queue itself must deal with it because we cannot.
 */
export async function runJob(hands: Hands, row: Job): Promise<void> {
  const name = readJobName(row.task_identifier);
  const ref: JobRef = { id: row.id, name, payload: row.payload };
  const before = retryStateOf(row.payload);
  const failures = before?.failures ?? 0;
  type Because = Parameters<Hands["onPutBack"]>[1];
  const back = async (because: Because, delayMs: number, state: RetryState) => {
    const place: PlaceInQueue = because === "held-back" ? "as-before" : { delayMs };
    await putBack(hands.pool, inHand(row, hands.workerId()), place, state);
    hands.onPutBack(delayMs, because);
  };
  const isHeldBack = () => {
    const flags = hands.heldBack().map(communityFlag);
    return flags.some((flag) => row.flags?.[flag]);
  };
  const stopped = before ?? { failures, reason: "the worker stopped" };

  if (hands.signal.aborted) return back("stopped", 0, stopped);
  if (isHeldBack()) return back("held-back", 0, before ?? { failures, reason: "held back" });
  let exclusive: readonly string[] = [];
  let mostDelayMs = longestDelayMs;
  try {
    const job = readJob(hands.handlers, name, row);
    mostDelayMs = job.longestDelayMs;
    exclusive = job.exclusive;
    if (!(await hands.lease.tryHold(exclusive))) {
      exclusive = [];
      const waited = before ?? { failures, reason: "another job was in the way" };
      return await back("busy", busyDelayMs, waited);
    }
    await job.perform({
      jobId: row.id,
      failures,
      waitedBecause: before?.reason ?? null,
      signal: hands.signal,
    });
    hands.events.onDone?.(ref);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof RetryLater) {
      const delayMs = delayUntil(error.when);
      // Whoever had begun goes on first when its community is let go.
      await back(isHeldBack() ? "held-back" : "postponed", delayMs, { failures, reason });
      hands.events.onPostponed?.(ref, error, delayMs);
    } else if (hands.signal.aborted) {
      await back("stopped", 0, stopped);
    } else {
      const isUnreadable = error instanceof UnreadableRowError;
      const delayMs = isUnreadable
        ? unreadableDelayMs
        : backoffMs(failures + 1, mostDelayMs, Math.random());
      hands.events.onFailed?.(ref, error, { failures: failures + 1, delayMs });
      await back("failed", delayMs, { failures: failures + 1, reason });
    }
  } finally {
    await hands.lease.letGo(exclusive);
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

function delayUntil(when: Date | number): number {
  return Math.max(0, typeof when === "number" ? when : when.getTime() - Date.now());
}

function inHand(row: Job, heldBy: string): JobInHand {
  const { id, key, priority, payload: rawPayload } = row;
  const name = readJobName(row.task_identifier);
  const flags = Object.keys(row.flags ?? {});
  return { id, name, key, priority, flags, rawPayload, heldBy };
}
