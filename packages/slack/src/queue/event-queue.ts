import type { BotEvent, EventAudience } from "@appealmod/core";
import { foldKey, mergeInto, type QueueEntry, repeatKey } from "./queue-entry.ts";

export interface EventQueueLimits {
  readonly queueLength: number;
  readonly eventsPerMessage: number;
  readonly repeatMs: number;
}

const importance: Readonly<Record<EventAudience, number>> = {
  detail: 0,
  step: 1,
  milestone: 2,
  alert: 3,
  error: 4,
};

const mostRemembered = 1_000;

/** What waits for one webhook: bounded, and short in words when there is too much of it. */
export class EventQueue {
  readonly #limits: EventQueueLimits;
  #entries = new Map<string, QueueEntry>();
  /** When an alert or error was last posted. */
  readonly #posted = new Map<string, number>();
  #dropped = new Map<EventAudience, number>();
  #number = 0;

  constructor(limits: EventQueueLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#entries.size;
  }

  /** When there is something to post; `null` when there is nothing. */
  dueAt(): number | null {
    let due: number | null = this.#dropped.size > 0 ? Number.NEGATIVE_INFINITY : null;
    for (const { key } of this.#entries.values()) {
      const at = this.#heldUntil(key);
      if (due === null || at < due) due = at;
    }
    return due;
  }

  add(event: BotEvent): void {
    this.#number += 1;
    const key = repeatKey(event) ?? `#${this.#number}`;
    this.#put({ key, event, count: 1, others: [], isFolded: false });
    while (this.#entries.size > this.#limits.queueLength) this.#makeRoom();
  }

  /** What goes into the next message, the most important first where not all of it fits. */
  take(now: number, options: { readonly withHeld: boolean }): readonly QueueEntry[] {
    const { eventsPerMessage } = this.#limits;
    const isDue = ({ key }: QueueEntry) => options.withHeld || this.#heldUntil(key) <= now;
    if ([...this.#entries.values()].filter(isDue).length > eventsPerMessage) this.#fold();
    const due = [...this.#entries.values()].filter(isDue);
    const chosen =
      due.length <= eventsPerMessage ? due : due.toSorted(byImportance).slice(0, eventsPerMessage);
    for (const { key } of chosen) this.#entries.delete(key);
    return chosen;
  }

  /** The counts of what was given up; they are the caller's to tell from now on. */
  takeDropped(): ReadonlyMap<EventAudience, number> {
    const dropped = this.#dropped;
    this.#dropped = new Map();
    return dropped;
  }

  /** Slack has it: the same alert is not news for a while. */
  confirm(entries: readonly QueueEntry[], now: number): void {
    for (const { key, event } of entries) {
      if (repeatKey(event) === null) continue;
      this.#posted.delete(key);
      this.#posted.set(key, now);
    }
    for (const key of this.#posted.keys()) {
      if (this.#posted.size <= mostRemembered) break;
      this.#posted.delete(key);
    }
  }

  /** Slack did not take it: back to the front. */
  putBack(entries: readonly QueueEntry[], dropped: ReadonlyMap<EventAudience, number>): void {
    const later = this.#entries;
    this.#entries = new Map(entries.map((entry) => [entry.key, entry]));
    for (const entry of later.values()) this.#put(entry);
    for (const [audience, count] of dropped) this.#countDropped(audience, count);
    while (this.#entries.size > this.#limits.queueLength) this.#makeRoom();
  }

  clear(): void {
    this.#entries.clear();
    this.#dropped.clear();
  }

  #put(entry: QueueEntry): void {
    const former = this.#entries.get(entry.key);
    if (former) mergeInto(former, entry);
    else this.#entries.set(entry.key, entry);
  }

  #heldUntil(key: string): number {
    const posted = this.#posted.get(key);
    return posted === undefined ? Number.NEGATIVE_INFINITY : posted + this.#limits.repeatMs;
  }

  /** Fewer words first; only where that does not help, the least important goes, oldest first. */
  #makeRoom(): void {
    const before = this.#entries.size;
    this.#fold();
    if (this.#entries.size < before) return;
    const [least] = [...this.#entries.values()].toSorted((one, other) => byImportance(other, one));
    if (least) this.#drop(least);
  }

  #drop(entry: QueueEntry): void {
    this.#entries.delete(entry.key);
    this.#countDropped(entry.event.audience, entry.count);
  }

  #countDropped(audience: EventAudience, count: number): void {
    this.#dropped.set(audience, (this.#dropped.get(audience) ?? 0) + count);
  }

  /** Tells similar events as one: the first in full, and how many more there were. */
  #fold(): void {
    const folded = new Map<string, QueueEntry>();
    for (const entry of this.#entries.values()) {
      // What is held back is counted already, and must stay apart from what is due.
      const key = this.#posted.has(entry.key) ? entry.key : foldKey(entry.event);
      const former = folded.get(key);
      if (former === undefined) folded.set(key, entry);
      else {
        mergeInto(former, entry);
        former.isFolded = true;
      }
    }
    this.#entries = new Map([...folded.values()].map((entry) => [entry.key, entry]));
  }
}

function byImportance(one: QueueEntry, other: QueueEntry): number {
  return importance[other.event.audience] - importance[one.event.audience];
}
