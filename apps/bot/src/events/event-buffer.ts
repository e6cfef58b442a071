import type { BotEvent } from "@appealmod/core";

export interface EventBufferOptions {
  /** Stores a batch, all of it or nothing. */
  readonly store: (events: readonly BotEvent[]) => Promise<void>;
  /** Told once when events cannot be stored, and once when they can again. */
  readonly onFailing: (error: unknown) => void;
  readonly onRecovered: (dropped: number) => void;
  readonly limits?: Partial<EventBufferLimits>;
}

export interface EventBufferLimits {
  /** How long the first event of a batch waits for company. */
  readonly gatherMs: number;
  /** Events in one statement. */
  readonly batchSize: number;
  /** What may wait while the database is away; past it the oldest go. They are in the log file. */
  readonly capacity: number;
  /** Between two tries while the database is away. */
  readonly retryMs: number;
}

const defaultLimits: EventBufferLimits = {
  gatherMs: 200,
  batchSize: 500,
  capacity: 10_000,
  retryMs: 1_000,
};

/** Brings events that belong to no transaction to the database, in batches and in their order. */
export class EventBuffer {
  readonly #options: EventBufferOptions;
  readonly #limits: EventBufferLimits;
  #waiting: BotEvent[] = [];
  #storing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFailing = false;
  #dropped = 0;

  constructor(options: EventBufferOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  add(event: BotEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > this.#limits.capacity) {
      this.#waiting.shift();
      this.#dropped += 1;
    }
    this.#storeIn(this.#isFailing ? this.#limits.retryMs : this.#limits.gatherMs);
  }

  /** Stores what waits now, once. */
  async flush(): Promise<void> {
    while (this.#storing) await this.#storing;
    if (this.#waiting.length > 0) await this.#store();
  }

  /** Tries no more; what still waits is in the log file. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
  }

  #storeIn(ms: number): void {
    if (this.#timer || this.#storing) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#store();
    }, ms);
    this.#timer.unref();
  }

  async #store(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#storing = this.#storeBatches();
    await this.#storing;
    this.#storing = null;
    if (this.#waiting.length > 0) this.#storeIn(this.#limits.retryMs);
  }

  async #storeBatches(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, this.#limits.batchSize);
      try {
        await this.#options.store(batch);
      } catch (error) {
        if (!this.#isFailing) this.#options.onFailing(error);
        this.#isFailing = true;
        return;
      }
      const stored = new Set(batch);
      this.#waiting = this.#waiting.filter((event) => !stored.has(event));
      if (this.#isFailing) this.#options.onRecovered(this.#dropped);
      this.#isFailing = false;
      this.#dropped = 0;
    }
  }
}
