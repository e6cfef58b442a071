import type { BotEvent } from "@appealmod/core";
import type { SinkRecord } from "@appealmod/db";
import { type Backoff, backoffMs } from "./backoff.ts";
import { failureReason } from "./failure-reason.ts";
import type { Delivery, Sink } from "./sink.ts";

/** So many tries in a row must fail before people hear of it: one alone mends itself. */
const failuresBeforeAlert = 2;

interface Delivered {
  readonly sink: Pick<Sink, "name" | "title" | "advice">;
  readonly before: SinkRecord;
  readonly delivery: Delivery;
  /** The place of the last event that the sink was given or that none can read. */
  readonly reached: number;
  /** The last event that it was given; where it stood if there was none. */
  readonly lastGiven: number;
  readonly now: Date;
  readonly backoff: Backoff;
}

/** What a sink's row says after a delivery, and what operators are told. */
export function progressAfter(delivered: Delivered): {
  readonly after: SinkRecord;
  readonly alerts: readonly BotEvent[];
} {
  const { before, delivery, now } = delivered;
  const after = {
    ...before,
    ...(delivery.state === undefined ? {} : { state: delivery.state }),
    position: positionAfter(delivered),
    notBefore: delivery.notBefore ?? null,
    wakeAt: delivery.wakeAt ?? null,
    deliveredAt: delivery.failure === undefined && !delivery.isUntried ? now : before.deliveredAt,
  };
  const own = delivery.alerts ?? [];
  if (delivery.failure !== undefined) {
    const failed = { ...after, ...failureIn(delivered, delivery.failure) };
    const isNews = failed.failures === failuresBeforeAlert;
    return {
      after: failed,
      alerts: isNews ? [...own, failing(delivered.sink, failed, now)] : own,
    };
  }
  if (delivery.isUntried) return { after, alerts: own };
  const isOver = before.failures >= failuresBeforeAlert;
  return {
    after: { ...after, failures: 0, failingSince: null, lastError: null },
    alerts: isOver ? [...own, recovered(delivered.sink, before, now)] : own,
  };
}

/** Behind the last event that the sink took, there may be some that nobody can read. */
function positionAfter({ before, delivery, reached, lastGiven }: Delivered): number {
  return delivery.position >= lastGiven ? reached : Math.max(before.position, delivery.position);
}

function failureIn({ before, delivery, now, backoff }: Delivered, reason: string) {
  const failures = before.failures + 1;
  const retryAt = new Date(now.getTime() + backoffMs(failures, backoff));
  const { notBefore = retryAt } = delivery;
  return {
    failures,
    failingSince: before.failingSince ?? now,
    lastError: failureReason(reason),
    notBefore: notBefore > retryAt ? notBefore : retryAt,
    wakeAt: delivery.wakeAt === undefined ? before.wakeAt : delivery.wakeAt,
  };
}

function failing(
  { name, title, advice }: Delivered["sink"],
  { failures, failingSince, lastError }: SinkRecord,
  at: Date,
): BotEvent {
  return {
    event: "sink-failing",
    level: "warn",
    audience: "alert",
    at,
    message: `${title} does not take events. The bot works on; they wait in the database, and are delivered once it does. ${advice}`,
    details: { sink: name, failures, since: failingSince?.toISOString(), reason: lastError },
  };
}

function recovered(
  { name, title }: Delivered["sink"],
  { failures, failingSince }: SinkRecord,
  at: Date,
): BotEvent {
  return {
    event: "sink-recovered",
    level: "info",
    audience: "alert",
    at,
    message: `${title} takes events again; those that waited are being delivered.`,
    details: { sink: name, failures, since: failingSince?.toISOString() },
  };
}
