import type { BotEvent, Clock } from "@appealmod/core";
import type { FetchFunction } from "@slack/webhook";
import type { SlackChannel } from "./channels.ts";

export interface SlackOptions {
  /** Addresses of the webhooks; a channel without one hears nothing. One address may serve several. */
  readonly hooks: Readonly<Partial<Record<SlackChannel, string | undefined>>>;
  /** Says nothing at all to Slack. */
  readonly disabled?: boolean | undefined;
  /** Dates the alerts of the notifier itself. */
  readonly clock: Clock;
  /**
   * Hears once that a webhook is gone for good or refuses our messages: for console and
   * archive. The other webhooks are told already; the event may come back through `notify`,
   * where it is then passed over.
   */
  readonly onTrouble?: ((event: BotEvent) => void) | undefined;
  readonly limits?: Partial<SlackLimits> | undefined;
  /** Asked before each post; left out where no other process posts to the same webhooks. */
  readonly takeTurn?: TakeTurn | undefined;
  /** What carries the requests; the runtime's own fetch when left out. */
  readonly fetch?: FetchFunction | undefined;
  /** The passing of time; the runtime's own when left out. */
  readonly timers?: SlackTimers | undefined;
}

/**
 * Shares a webhook's rate among processes: 0 to post now, otherwise the milliseconds after
 * which to ask again. Should it throw, or not answer in time, the process goes by its own rate.
 */
export type TakeTurn = (webhook: string) => Promise<number>;

export interface SlackLimits {
  /** How long the first event waits for company. */
  readonly gatherMs: number;
  /** Between two posts to one webhook, retries included. Slack takes about one a second. */
  readonly intervalMs: number;
  /** Events shown one by one in a message; more become a digest. */
  readonly eventsPerMessage: number;
  /** What may wait for one webhook. */
  readonly queueLength: number;
  /** For so long the same alert or error is counted, not posted again. */
  readonly repeatMs: number;
  /** After a 5xx or no answer: the first wait, doubled up to the longest. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** An answer that takes longer counts as none. */
  readonly timeoutMs: number;
  /** The same of an answer to `takeTurn`. */
  readonly turnMs: number;
}

export const defaultSlackLimits: SlackLimits = {
  gatherMs: 1_500,
  intervalMs: 1_050,
  eventsPerMessage: 15,
  queueLength: 2_000,
  repeatMs: 10 * 60_000,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  timeoutMs: 10_000,
  turnMs: 500,
};

export interface SlackTimers {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Runs it later, once. @returns what calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimers: SlackTimers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
