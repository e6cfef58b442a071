import type { RedditGatewayEvent } from "../events.ts";
import { type RateReport, untilNextWindow } from "./rate-headers.ts";

/** Who goes first when requests must wait; within one class, whoever came first. */
export type Priority = "write" | "read" | "background";

/** The budget as it stands. */
export interface BudgetState {
  /** As Reddit last told, `null` before the first answer and after a window's end. */
  readonly remaining: number | null;
  /** When new requests are granted; `null` where that is not known. */
  readonly resetAt: Date | null;
  readonly inFlight: number;
  readonly waiting: number;
}

/** The right to send one request. To be handed back exactly once. */
export interface Lease {
  settle(report: RateReport | null): void;
}

/** The wait would be longer than the call may wait. */
export class BudgetExhausted extends Error {
  override readonly name = "BudgetExhausted";
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`Reddit's rate budget is used up for another ${Math.ceil(retryAfterMs / 1000)} s`);
    this.retryAfterMs = retryAfterMs;
  }
}

interface Waiting {
  readonly priority: Priority;
  readonly giveUpAt: number;
  readonly start: (lease: Lease) => void;
  readonly giveUp: (error: BudgetExhausted) => void;
}

interface BudgetSettings {
  readonly reserve: number;
  readonly maxConcurrent: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly tell: (event: RedditGatewayEvent) => void;
}

const order: readonly Priority[] = ["write", "read", "background"];

/** Answers of one window may name its end a little differently: `reset` is in whole seconds. */
const sameWindowMs = 5_000;

/** Reddit's clock and ours differ: a window is taken to end this much later than told. */
const graceMs = 1_000;

/**
 * Keeps the bot within the requests that Reddit grants per ten minutes.
 *
 * It believes Reddit's headers only, counts requests in flight as used, and stops before
 * zero. Without headers it limits how many requests are under way at once, nothing else.
 */
export class RateBudget {
  readonly #settings: BudgetSettings;
  readonly #queues: Record<Priority, Waiting[]> = { write: [], read: [], background: [] };
  #window: { remaining: number; endsAt: number } | null = null;
  #pausedUntil = 0;
  #inFlight = 0;
  #atGate = 0;
  #toldOfWaitUntil = 0;
  #alarmAt = Number.POSITIVE_INFINITY;

  constructor(settings: BudgetSettings) {
    this.#settings = settings;
  }

  /**
   * Waits for the right to send a request.
   *
   * @throws BudgetExhausted as soon as it is known that the wait exceeds `maxWaitMs`
   */
  acquire(priority: Priority, maxWaitMs: number): Promise<Lease> {
    return new Promise((start, giveUp) => {
      const giveUpAt = this.#settings.now() + maxWaitMs;
      this.#queues[priority].push({ priority, giveUpAt, start, giveUp });
      this.#advance();
    });
  }

  /**
   * Waits until a request could be sent. Whoever has yet to look around waits here, and not
   * between a look and what follows from it: ten minutes later the look would be worth nothing.
   */
  async whenOpen(): Promise<void> {
    for (;;) {
      const now = this.#settings.now();
      const blockedUntil = this.#blockedUntil(now);
      if (blockedUntil === null) return;
      this.#atGate += 1;
      try {
        this.#reportWait(blockedUntil, now);
        await this.#settings.sleep(blockedUntil - now);
      } finally {
        this.#atGate -= 1;
      }
    }
  }

  /** Whether a request could be sent now, as far as time decides it. */
  isOpen(): boolean {
    return this.#blockedUntil(this.#settings.now()) === null;
  }

  /** Stops everything for a while: Reddit answered 429. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#settings.now() + milliseconds);
  }

  state(): BudgetState {
    this.#dropEndedWindow(this.#settings.now());
    return {
      remaining: this.#window?.remaining ?? null,
      resetAt: this.#window === null ? null : new Date(this.#window.endsAt),
      inFlight: this.#inFlight,
      waiting: this.#waiting(),
    };
  }

  #advance(): void {
    for (;;) {
      if (this.#waiting() === 0) return;
      const now = this.#settings.now();
      const blockedUntil = this.#blockedUntil(now);
      if (blockedUntil !== null) {
        this.#waitUntil(blockedUntil, now);
        return;
      }
      if (this.#inFlight >= this.#allowedInFlight()) return;
      this.#next()?.start(this.#lease());
    }
  }

  /** When time alone will change something; `null` where nothing is to be waited out. */
  #blockedUntil(now: number): number | null {
    this.#dropEndedWindow(now);
    if (this.#pausedUntil > now) return this.#pausedUntil;
    const isUsedUp = this.#window !== null && this.#window.remaining <= this.#settings.reserve;
    return isUsedUp && this.#window !== null ? this.#window.endsAt : null;
  }

  #allowedInFlight(): number {
    const { maxConcurrent, reserve } = this.#settings;
    return this.#window === null
      ? maxConcurrent
      : Math.min(maxConcurrent, this.#window.remaining - reserve);
  }

  #lease(): Lease {
    this.#inFlight += 1;
    let isSettled = false;
    return {
      settle: (report) => {
        if (isSettled) return;
        isSettled = true;
        this.#inFlight -= 1;
        if (report !== null) this.#learn(report);
        this.#advance();
      },
    };
  }

  #learn(report: RateReport): void {
    const now = this.#settings.now();
    const endsAt = now + (report.resetMs ?? untilNextWindow(now)) + graceMs;
    const known = this.#window;
    const isSameWindow = known !== null && Math.abs(known.endsAt - endsAt) <= sameWindowMs;
    // Answers overtake one another: within a window the lowest word is the newest.
    const remaining = isSameWindow ? Math.min(known.remaining, report.remaining) : report.remaining;
    this.#window = { remaining, endsAt: isSameWindow ? known.endsAt : endsAt };
  }

  #dropEndedWindow(now: number): void {
    if (this.#window !== null && now >= this.#window.endsAt) this.#window = null;
  }

  #waitUntil(blockedUntil: number, now: number): void {
    for (const priority of order) {
      const queue = this.#queues[priority];
      const patient = queue.filter((waiting) => waiting.giveUpAt >= blockedUntil);
      const impatient = queue.filter((waiting) => waiting.giveUpAt < blockedUntil);
      this.#queues[priority] = patient;
      for (const { giveUp } of impatient) giveUp(new BudgetExhausted(blockedUntil - now));
    }
    const waiting = this.#waiting();
    if (waiting === 0 || this.#alarmAt <= blockedUntil) return;
    this.#alarmAt = blockedUntil;
    this.#reportWait(blockedUntil, now);
    const wake = (): void => {
      if (this.#alarmAt === blockedUntil) this.#alarmAt = Number.POSITIVE_INFINITY;
      this.#advance();
    };
    // A timer that fails must not leave everybody waiting.
    this.#settings.sleep(blockedUntil - now).then(wake, wake);
  }

  /** Once for each time that is waited for. */
  #reportWait(blockedUntil: number, now: number): void {
    if (this.#toldOfWaitUntil === blockedUntil) return;
    this.#toldOfWaitUntil = blockedUntil;
    this.#settings.tell({
      event: "budget-waiting",
      waitMs: blockedUntil - now,
      remaining: this.#window?.remaining ?? null,
      waiting: this.#waiting() + this.#atGate,
    });
  }

  #next(): Waiting | undefined {
    return order
      .map((priority) => this.#queues[priority])
      .find((queue) => queue.length > 0)
      ?.shift();
  }

  #waiting(): number {
    return order.reduce((sum, priority) => sum + this.#queues[priority].length, 0);
  }
}
