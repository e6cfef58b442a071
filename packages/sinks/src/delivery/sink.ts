import type { BotEvent, StoredEvent } from "@appealmod/core";

/** A destination of events. One process at a time delivers to it, in the events' order. */
export interface Sink {
  /** Names its place in the table `sinks`, for good: `mongo`, `slack-main`. */
  readonly name: string;
  /** What people call it, at the beginning of a sentence. */
  readonly title: string;
  /** What an operator can do when it fails: a sentence or two, with the settings' names. */
  readonly advice: string;
  /** Where it starts when it is new to an installation. */
  readonly startsAt: "beginning" | "now";
  /** The most events that it is given at once. */
  readonly batchSize: number;
  /**
   * Delivers as much of a batch as it can at once. It may be given the same events again: after
   * a crash, or where what it answered could not be stored. Throwing is a failure.
   */
  deliver(batch: SinkBatch): Promise<Delivery>;
  /** Ends what is under way; nothing is delivered afterwards. */
  close?(): Promise<void>;
}

export interface SinkBatch {
  /** In their order; none where the sink asked to be woken. */
  readonly events: readonly StoredEvent[];
  /** How far it is: the place before the first of these events. */
  readonly position: number;
  /** What the last delivery left to remember, for the sink to parse; `null` at first. */
  readonly state: unknown;
  readonly now: Date;
  /** The process is about to end: what can be delivered should not wait. */
  readonly isClosing: boolean;
}

export interface Delivery {
  /** The last event that is done with. */
  readonly position: number;
  /** What to remember, as JSON; left out where nothing changes. */
  readonly state?: unknown;
  /** Nothing more is to be delivered before. */
  readonly notBefore?: Date;
  /** When to be called although no event is new. */
  readonly wakeAt?: Date | null;
  /** Why it could not be delivered, in an operator's words. It is tried again later. */
  readonly failure?: string;
  /** Nothing was sent, so that nothing is known of whether the destination is well. */
  readonly isUntried?: boolean;
  /** Alerts of the sink's own, for operators. */
  readonly alerts?: readonly BotEvent[];
}
