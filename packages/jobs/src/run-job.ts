import type { Job } from "graphile-worker";
import type pg from "pg";
import { backoffMs } from "./backoff.ts";
import { communityFlag, type HeldBack } from "./community-flag.ts";
import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";
import {
  type JobInHand,
  type PlaceInQueue,
  putBack,
  type RetryState,
  retryStateField,
} from "./put-back.ts";
import { RetryLater } from "./retry-later.ts";
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
  const name = row.task_identifier as JobName;
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
  let longestDelayMs = 5 * 60_000;
  try {
    const definition = definitionOf(name);
    const payload = definition.payload.parse(row.payload);
    longestDelayMs = definition.longestDelayMs(payload);
    exclusive = definition.exclusive(payload);
    if (!(await hands.lease.tryHold(exclusive))) {
      exclusive = [];
      const waited = before ?? { failures, reason: "another job was in the way" };
      return await back("busy", busyDelayMs, waited);
    }
    const handler = hands.handlers[name] as (
      payload: unknown,
      context: JobContext,
    ) => Promise<void>;
    await handler(payload, {
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
      const delayMs = backoffMs(failures + 1, longestDelayMs, Math.random());
      hands.events.onFailed?.(ref, error, { failures: failures + 1, delayMs });
      await back("failed", delayMs, { failures: failures + 1, reason });
    }
  } finally {
    await hands.lease.letGo(exclusive);
  }
}

function delayUntil(when: Date | number): number {
  return Math.max(0, typeof when === "number" ? when : when.getTime() - Date.now());
}

function inHand(row: Job, heldBy: string): JobInHand {
  const { id, key, priority, payload: rawPayload } = row;
  const name = row.task_identifier as JobName;
  const flags = Object.keys(row.flags ?? {});
  return { id, name, key, priority, flags, rawPayload, heldBy };
}

function retryStateOf(payload: unknown): RetryState | null {
  const state = (payload as Record<string, unknown> | null)?.[retryStateField];
  return (state as RetryState | undefined) ?? null;
}
