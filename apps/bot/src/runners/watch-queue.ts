import { countInWindow, type Database } from "@appealmod/db";
import type { EnginePorts } from "@appealmod/engine";
import { type WaitingTime, waitingTime } from "@appealmod/jobs";

/** What is waited for this long is worth a word to operators. */
const longMs = 30_000;
/** A queue that stays long is reported again after this time, or when it has doubled. */
const repeatAfterMs = 10 * 60_000;
/** Processes that see the same queue within this time speak of it once. */
const sharedForMs = 60_000;

export interface WatchedQueue {
  readonly database: Database;
  readonly ports: Pick<EnginePorts, "events" | "clock">;
  /** Why some of it cannot be worked on, a sentence for each cause. */
  readonly whyPaused?: () => readonly string[];
  /** Communities that wait because their moderators want it so. */
  readonly paused?: () => readonly string[];
}

/** Notifies operators how long the queue is when people wait, and when nobody waits any more. */
export function createQueueWatch({
  database,
  ports,
  whyPaused = () => [],
  paused = () => [],
}: WatchedQueue): () => Promise<void> {
  const { events, clock } = ports;
  let reported: { readonly at: number; readonly waiting: number } | null = null;

  async function notify(event: "queue-long" | "queue-short", queue: WaitingTime): Promise<void> {
    const at = clock.now();
    reported = event === "queue-long" ? { at: at.getTime(), waiting: queue.waiting } : null;
    if ((await countInWindow(database, { key: event, windowMs: sharedForMs, at })) > 1) return;
    events.record({
      event,
      level: event === "queue-long" ? "warn" : "info",
      audience: "alert",
      message:
        event === "queue-long"
          ? [wordsFor(queue), ...whyPaused()].join(" ")
          : "Nobody waits for the bot any longer.",
      details: { ...queue },
      at,
    });
  }

  return async () => {
    const queue = await waitingTime(database.pool, "process-conversation", paused());
    if (queue.longestMs < longMs) {
      if (reported !== null) await notify("queue-short", queue);
      return;
    }
    const isNews =
      reported === null ||
      queue.waiting >= 2 * reported.waiting ||
      clock.now().getTime() - reported.at >= repeatAfterMs;
    if (isNews) await notify("queue-long", queue);
  };
}

function wordsFor({ waiting, longestMs }: WaitingTime): string {
  const seconds = Math.round(longestMs / 1000);
  const since = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return waiting === 1
    ? `One conversation has waited for ${since} to be looked at.`
    : `${waiting} conversations wait to be looked at, the first of them for ${since}. They are taken up in order of arrival, forms first.`;
}
