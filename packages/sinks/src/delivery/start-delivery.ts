import { setTimeout as wait } from "node:timers/promises";
import type { BotEvent, Clock } from "@appealmod/core";
import {
  type Database,
  dueSinks,
  isConnectionFailure,
  lastPosition,
  listSinks,
  type UnreadableEvent,
} from "@appealmod/db";
import { type Backoff, backoffMs, defaultBackoff } from "./backoff.ts";
import { deliverToSink, type SinkOutcome } from "./deliver-to-sink.ts";
import { failureReason } from "./failure-reason.ts";
import { numberWaitingEvents } from "./number-waiting-events.ts";
import { openSinks } from "./open-sinks.ts";
import type { Sink } from "./sink.ts";
import { unreadableAlert } from "./unreadable-trouble.ts";
import { WakeUp } from "./wake-up.ts";

export interface DeliveryOptions {
  /**
   * Each sink holds a connection while it delivers, which may take as long as its destination
   * does: connections of its own, two more than there are sinks, keep that from everybody else.
   */
  readonly database: Database;
  readonly sinks: readonly Sink[];
  readonly clock: Clock;
  /**
   * Hears of trouble once when it begins and once when it is over.
   *
   * @param isStored whether the event was stored with what the sink's row says since
   */
  readonly onAlert: (event: BotEvent, isStored: boolean) => void;
  /** An alert as it may be stored: a destination's error may hold a secret. */
  readonly redact?: (alert: BotEvent) => BotEvent;
  /** How often to look for events that nobody called for, in milliseconds. */
  readonly pollMs?: number;
  readonly backoff?: Backoff;
}

export interface EventDelivery {
  /**
   * Resolves when every sink has its place: what is stored afterwards is delivered to those that
   * start now, too. Does not resolve before the database can be reached.
   */
  readonly opened: Promise<void>;
  /** There are new events. */
  wake(): void;
  /**
   * Delivers without gathering, and tries what had failed.
   *
   * @returns whether everything that was stored when it was called is delivered
   */
  flush(limitMs: number): Promise<boolean>;
  /** Delivers for as long as the limit says, then lets go. What is left waits in the database. */
  close(limitMs: number): Promise<void>;
}

const flushLookMs = 25;
const closeMs = 3_000;

/**
 * Delivers events to sinks for as long as the process lives. Any number of processes may do so
 * for the same sinks. It never throws: while the database is away it goes on trying.
 */
export function startDelivery(options: DeliveryOptions): EventDelivery {
  return new DeliveryLoop(options);
}

class DeliveryLoop implements EventDelivery {
  readonly opened: Promise<void>;
  readonly #options: DeliveryOptions;
  readonly #backoff: Backoff;
  readonly #pollMs: number;
  readonly #wake = new WakeUp();
  readonly #underWay = new Map<string, Promise<void>>();
  /** Deliveries whose outcome the database did not take, until when no other is tried. */
  readonly #unsaved = new Map<string, { readonly failures: number; readonly until: Date }>();
  readonly #unreadable = new Set<UnreadableEvent["id"]>();
  readonly #loop: Promise<void>;
  #resolveOpened: (() => void) | null;
  #flushes = 0;
  #isStopped = false;
  #closing: Promise<void> | null = null;

  constructor(options: DeliveryOptions) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.opened = promise;
    this.#resolveOpened = resolve;
    this.#options = options;
    this.#backoff = options.backoff ?? defaultBackoff;
    this.#pollMs = options.pollMs ?? 500;
    this.#loop = this.#run();
  }

  wake(): void {
    this.#wake.call();
  }

  async flush(limitMs: number): Promise<boolean> {
    if (this.#isStopped) return false;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    const late = new Promise<false>((resolve) =>
      limit.signal.addEventListener("abort", () => resolve(false)),
    );
    this.#flushes += 1;
    try {
      return await Promise.race([this.#flushed(limit.signal), late]);
    } finally {
      clearTimeout(timer);
      limit.abort();
      this.#flushes -= 1;
    }
  }

  close(limitMs: number): Promise<void> {
    this.#closing ??= this.#close(limitMs);
    return this.#closing;
  }

  async #close(limitMs: number): Promise<void> {
    if (limitMs > 0) await this.flush(limitMs);
    this.#isStopped = true;
    this.#wake.call();
    const ended = Promise.all([
      ...this.#options.sinks.map((sink) => sink.close?.().catch(() => undefined)),
      this.#loop,
      ...this.#underWay.values(),
    ]);
    // A database that hangs must not hold up the end.
    const limit = new AbortController();
    await Promise.race([ended, wait(closeMs, null, { signal: limit.signal }).catch(() => null)]);
    limit.abort();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      // Most likely the database is away, of which others tell; it is asked again.
      await this.#round().catch(() => undefined);
      if (!this.#isStopped) await this.#wake.sleep(this.#pollMs);
    }
  }

  async #round(): Promise<void> {
    const { database, sinks, clock } = this.#options;
    if (this.#resolveOpened) {
      await openSinks(database, sinks);
      this.#resolveOpened();
      this.#resolveOpened = null;
    }
    await numberWaitingEvents(database);
    const due = new Set(await dueSinks(database.orm, clock.now()));
    for (const sink of sinks) if (due.has(sink.name)) this.#start(sink);
  }

  /** Each on its own: one that is slow holds up no other. */
  #start(sink: Sink, ignoresBackoff = false): void {
    const { name } = sink;
    if (this.#isStopped || this.#underWay.has(name)) return;
    const until = this.#unsaved.get(name)?.until;
    if (until !== undefined && until > this.#options.clock.now()) return;
    const delivery = this.#deliver(sink, ignoresBackoff).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, delivery);
  }

  async #deliver(sink: Sink, ignoresBackoff: boolean): Promise<void> {
    const { database, clock, redact } = this.#options;
    try {
      let outcome: SinkOutcome;
      do {
        outcome = await deliverToSink(sink, {
          database,
          ignoresBackoff,
          now: clock.now(),
          isClosing: this.#flushes > 0,
          backoff: this.#backoff,
          isCutOff: () => this.#isStopped,
          ...(redact && { redact }),
        });
        this.#unsaved.delete(sink.name);
        this.#report(outcome);
      } while (outcome.hasMore && !this.#isStopped);
      this.#wakeAt(outcome.dueAt);
    } catch (error) {
      this.#saveFailed(sink, error);
    }
  }

  /** Without a pause the same would be sent again and again. */
  #saveFailed({ name, title }: Sink, error: unknown): void {
    const now = this.#options.clock.now();
    const failures = (this.#unsaved.get(name)?.failures ?? 0) + 1;
    const until = new Date(now.getTime() + backoffMs(failures, this.#backoff));
    this.#unsaved.set(name, { failures, until });
    // Of a database that is away, others tell.
    if (failures !== 2 || isConnectionFailure(error)) return;
    this.#alert(
      {
        event: "sink-unsaved",
        level: "error",
        audience: "alert",
        at: now,
        message: `${title}: what was delivered could not be noted in the database, so that it may be delivered again.`,
        details: { sink: name, reason: failureReason(error) },
      },
      false,
    );
  }

  #wakeAt(due: Date | null): void {
    if (due === null) return;
    const inMs = due.getTime() - this.#options.clock.now().getTime();
    if (inMs < this.#pollMs) setTimeout(() => this.wake(), Math.max(0, inMs)).unref();
  }

  #report({ alerts, unreadable }: SinkOutcome): void {
    for (const alert of alerts) this.#alert(alert, true);
    const fresh = unreadable.filter(({ id }) => !this.#unreadable.has(id));
    for (const { id } of fresh) this.#unreadable.add(id);
    if (fresh.length > 0) this.#alert(unreadableAlert(fresh, this.#options.clock.now()), false);
  }

  #alert(event: BotEvent, isStored: boolean): void {
    try {
      this.#options.onAlert(event, isStored);
    } catch {
      // A listener's fault must not stop the deliveries.
    }
  }

  async #flushed(limit: AbortSignal): Promise<boolean> {
    const { database, sinks } = this.#options;
    await this.opened;
    let target: number | null = null;
    for (let isFirst = true; !limit.aborted; isFirst = false) {
      try {
        if (target === null && (await numberWaitingEvents(database)))
          target = await lastPosition(database.orm);
        const places = new Map(
          (await listSinks(database.orm)).map(({ name, position }) => [name, position]),
        );
        const behind = sinks.filter(({ name }) => (places.get(name) ?? 0) < (target ?? Infinity));
        if (behind.length === 0) return true;
        if (isFirst) for (const sink of behind) this.#start(sink, true);
        this.wake();
      } catch {
        // The database is away: asked again for as long as there is time.
      }
      await wait(flushLookMs);
    }
    return false;
  }
}
