import type { FetchFunction } from "@slack/webhook";
import type { SlackChannel } from "./channels.ts";

export interface SlackSinkOptions {
  /** Addresses of the webhooks; a channel without one hears nothing. One address may serve several. */
  readonly hooks: Readonly<Partial<Record<SlackChannel, string | undefined>>>;
  /** Says nothing at all to Slack. */
  readonly disabled?: boolean | undefined;
  /** What carries the requests; the runtime's own fetch when left out. */
  readonly fetch?: FetchFunction | undefined;
  readonly limits?: Partial<SlackLimits> | undefined;
}

export interface SlackLimits {
  /** How long the first event waits for company. */
  readonly gatherMs: number;
  /** Between two posts to one webhook, retries included. Slack takes about one a second. */
  readonly intervalMs: number;
  /** Events shown one by one in a message; more become a digest. */
  readonly eventsPerMessage: number;
  /** Events that one message may tell of. */
  readonly eventsPerDelivery: number;
  /** For so long the same alert or error is counted, not posted again. */
  readonly repeatMs: number;
  /** Alerts and errors that are remembered for that; the oldest make room for new ones. */
  readonly mostRepeats: number;
  /** An answer that takes longer counts as none. */
  readonly timeoutMs: number;
}

export const defaultSlackLimits: SlackLimits = {
  gatherMs: 1_500,
  intervalMs: 1_050,
  eventsPerMessage: 15,
  eventsPerDelivery: 2_000,
  repeatMs: 10 * 60_000,
  mostRepeats: 1_000,
  timeoutMs: 10_000,
};
