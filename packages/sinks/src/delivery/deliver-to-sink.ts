import type { BotEvent } from "@appealmod/core";
import {
  type Database,
  inTransaction,
  lockSink,
  readEvents,
  type SinkRecord,
  saveSink,
  storeEvents,
  type UnreadableEvent,
} from "@appealmod/db";
import { type Backoff, defaultBackoff } from "./backoff.ts";
import { failureReason } from "./failure-reason.ts";
import { progressAfter } from "./progress.ts";
import type { Delivery, Sink, SinkBatch } from "./sink.ts";

export interface DeliveryRound {
  readonly database: Pick<Database, "pool">;
  readonly now: Date;
  readonly isClosing?: boolean;
  /** Tries a sink at once that waits because it failed. */
  readonly ignoresBackoff?: boolean;
  readonly backoff?: Backoff;
  /** Whether what is under way is being cut off: that is no failure of the destination. */
  readonly isCutOff?: () => boolean;
  /** An alert as it may be stored: a destination's error may hold a secret. */
  readonly redact?: (alert: BotEvent) => BotEvent;
}

export interface SinkOutcome {
  /** There may be more to deliver at once. */
  readonly hasMore: boolean;
  /** Before this there is nothing to do, unless an event is new. */
  readonly dueAt: Date | null;
  /** Stored already, with the sink's row: a process killed here loses none. */
  readonly alerts: readonly BotEvent[];
  readonly unreadable: readonly UnreadableEvent[];
}

/** The server lets go of a sink by itself when the machine that held it is gone without a word. */
const longestHold = "5min";

const nothing: SinkOutcome = { hasMore: false, dueAt: null, alerts: [], unreadable: [] };

/**
 * One delivery. The sink's row is held while it lasts, so that only one process delivers, and a
 * killed one lets go at once; rate, retry and what the sink remembers stand in the row.
 *
 * @throws where the database fails. What was sent by then is sent again.
 */
export function deliverToSink(sink: Sink, round: DeliveryRound): Promise<SinkOutcome> {
  const { database, now, isClosing = false, backoff = defaultBackoff, redact } = round;
  return inTransaction(database, async (tx, client) => {
    await client.query(`set local idle_in_transaction_session_timeout = '${longestHold}'`);
    const before = await lockSink(tx, sink.name);
    if (before === null || isWaiting(before, round)) return nothing;
    const read = await readEvents(tx, { after: before.position, limit: sink.batchSize });
    const { events, unreadable, reached } = read;
    const isWoken = before.wakeAt !== null && before.wakeAt <= now;
    if (reached === before.position && !isWoken) return nothing;
    const { position, state } = before;
    const delivery = await attempt(sink, { events, position, state, now, isClosing });
    if (delivery.failure !== undefined && round.isCutOff?.()) return nothing;
    const lastGiven = events.at(-1)?.position ?? position;
    const { after, alerts } = progressAfter({
      ...{ sink, before, delivery, reached, lastGiven, now, backoff },
    });
    await saveSink(tx, after);
    await storeEvents(tx, redact ? alerts.map(redact) : alerts);
    const isFull = events.length + unreadable.length === sink.batchSize;
    return {
      hasMore:
        after.position > position &&
        after.notBefore === null &&
        (isFull || after.position < reached),
      dueAt: after.notBefore ?? after.wakeAt,
      alerts,
      unreadable: unreadable.filter((event) => event.position <= after.position),
    };
  });
}

function isWaiting(
  { notBefore, failures }: SinkRecord,
  { now, ignoresBackoff = false }: DeliveryRound,
): boolean {
  return notBefore !== null && notBefore > now && !(ignoresBackoff && failures > 0);
}

async function attempt(sink: Sink, batch: SinkBatch): Promise<Delivery> {
  try {
    return await sink.deliver(batch);
  } catch (error) {
    return { position: batch.position, failure: failureReason(error) };
  }
}
