import type { BotEvent } from "@appealmod/core";
import type { FetchFunction } from "@slack/webhook";
import { composeMessage, composePlain } from "../message/compose-message.ts";
import { EventQueue } from "../queue/event-queue.ts";
import type { QueueEntry } from "../queue/queue-entry.ts";
import type { SlackLimits, SlackTimers, TakeTurn } from "../slack-options.ts";
import { Webhook } from "./webhook.ts";
import type { WebhookAnswer } from "./webhook-answer.ts";

export interface HookSenderOptions {
  readonly url: string;
  readonly limits: SlackLimits;
  readonly timers: SlackTimers;
  readonly fetch: FetchFunction;
  readonly takeTurn: TakeTurn;
  readonly onGone: (reason: string) => void;
  readonly onRefused: (reason: string) => void;
}

/** The one way to a webhook: gathers, keeps its rate, tries again, and stops when it is gone. */
export class HookSender {
  readonly #options: HookSenderOptions;
  readonly #queue: EventQueue;
  readonly #webhook: Webhook;
  /** Entries of a message that Slack refused: tried once more without blocks, then let go. */
  readonly #suspects = new WeakSet<QueueEntry>();
  #isGone = false;
  #isPosting = false;
  #isClosing = false;
  #isClosed = false;
  #failures = 0;
  /** No post before this, for the rate's sake or because Slack or its absence said so. */
  #notBefore = Number.NEGATIVE_INFINITY;
  #gatherUntil = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;
  #whenEmpty: (() => void)[] = [];

  constructor(options: HookSenderOptions) {
    this.#options = options;
    this.#queue = new EventQueue(options.limits);
    this.#webhook = new Webhook(options.url, {
      timeoutMs: options.limits.timeoutMs,
      fetch: options.fetch,
    });
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  enqueue(event: BotEvent): void {
    if (this.#isGone || this.#isClosed) return;
    const { timers, limits } = this.#options;
    if (this.#queue.length === 0) this.#gatherUntil = timers.now() + limits.gatherMs;
    this.#queue.add(event);
    if (this.#callOff === null) this.#schedule();
  }

  /** Posts what waits, counts of repetitions included, until it is empty or the time is up. */
  async close(limitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenEmpty.push(resolve);
    this.#isClosing = true;
    this.#schedule();
    const callOff = this.#options.timers.after(limitMs, resolve);
    await promise;
    callOff();
    this.#isClosed = true;
    this.#callOff?.();
    this.#webhook.abort();
  }

  #schedule(): void {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#isPosting || this.#isClosed) return;
    const due = this.#queue.dueAt();
    if (due === null || this.#isGone) {
      for (const tell of this.#whenEmpty.splice(0)) tell();
      return;
    }
    const { timers } = this.#options;
    const at = this.#isClosing
      ? this.#notBefore
      : Math.max(this.#notBefore, this.#gatherUntil, due);
    this.#callOff = timers.after(Math.max(0, at - timers.now()), () => {
      this.#callOff = null;
      void this.#postInTurn();
    });
  }

  async #postInTurn(): Promise<void> {
    this.#isPosting = true;
    const waitMs = await this.#takeTurn();
    this.#isPosting = false;
    if (this.#isClosed) return;
    if (waitMs === 0) return this.#post();
    this.#waitAtLeast(waitMs);
    this.#schedule();
  }

  async #takeTurn(): Promise<number> {
    const { takeTurn, url, timers, limits } = this.#options;
    const { promise: late, resolve } = Promise.withResolvers<number>();
    const callOff = timers.after(limits.turnMs, () => resolve(0));
    try {
      return await Promise.race([takeTurn(url), late]);
    } catch {
      return 0;
    } finally {
      callOff();
    }
  }

  async #post(): Promise<void> {
    const { timers, limits } = this.#options;
    const entries = this.#queue.take(timers.now(), { withHeld: this.#isClosing });
    const dropped = this.#queue.takeDropped();
    if (entries.length === 0 && dropped.size === 0) return this.#schedule();
    this.#isPosting = true;
    this.#notBefore = timers.now() + limits.intervalMs;
    const isPlain = entries.some((entry) => this.#suspects.has(entry));
    const message = isPlain ? composePlain(entries, dropped) : composeMessage(entries, dropped);
    const answer = await this.#webhook.post(message);
    this.#isPosting = false;
    // The rate counts from when Slack had the whole post, however long that took.
    this.#waitAtLeast(limits.intervalMs);
    if (answer.kind === "taken") {
      this.#failures = 0;
      this.#queue.confirm(entries, timers.now());
    } else if (answer.kind === "gone") {
      this.#isGone = true;
      this.#queue.clear();
      this.#options.onGone(answer.reason);
    } else if (answer.kind === "later") {
      this.#queue.putBack(entries, dropped);
      this.#backOff(answer);
    } else {
      this.#options.onRefused(answer.reason);
      if (!isPlain && entries.length > 0) {
        for (const entry of entries) this.#suspects.add(entry);
        this.#queue.putBack(entries, dropped);
      }
    }
    this.#schedule();
  }

  #backOff({ afterMs }: Extract<WebhookAnswer, { kind: "later" }>): void {
    const { firstRetryMs, longestRetryMs } = this.#options.limits;
    this.#failures += 1;
    const backoff = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#failures - 1, 30));
    // Several processes share a webhook and must not come back in step.
    this.#waitAtLeast((afterMs ?? backoff / 2) + (Math.random() * backoff) / 2);
  }

  #waitAtLeast(ms: number): void {
    this.#notBefore = Math.max(this.#notBefore, this.#options.timers.now() + ms);
  }
}
