import { hashOf, type Repeat, rememberedEventSchema } from "./hook-state.ts";
import {
  entryOf,
  type MessageEntry,
  repeatKey,
  type ShownEvent,
  withOneMore,
} from "./message/message-entry.ts";
import type { SlackLimits } from "./slack-options.ts";

/** The alerts and errors that were posted of late: what comes again is counted, and told later. */
export class Repeats {
  readonly #byKey: Map<string, Repeat>;
  readonly #now: Date;
  readonly #limits: SlackLimits;

  constructor(remembered: ReadonlyMap<string, Repeat>, now: Date, limits: SlackLimits) {
    this.#byKey = new Map(remembered);
    this.#now = now;
    this.#limits = limits;
    for (const [key, repeat] of this.#byKey)
      if (repeat.waiting === null && this.#isDue(key, repeat)) this.#byKey.delete(key);
  }

  get all(): ReadonlyMap<string, Repeat> {
    return this.#byKey;
  }

  /** When the next of them is to be told; `null` where none waits. */
  get nextAt(): Date | null {
    const times = [...this.#byKey.values()]
      .filter(({ waiting }) => waiting !== null)
      .map(({ postedAt }) => postedAt.getTime() + this.#limits.repeatMs);
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  /** The keys of those that are to be told now, oldest first. */
  dueKeys(): readonly string[] {
    return [...this.#byKey]
      .filter(([key, repeat]) => repeat.waiting !== null && this.#isDue(key, repeat))
      .map(([key]) => key);
  }

  /** Counts an event if the same was posted of late. */
  count(event: ShownEvent): boolean {
    const key = keyOf(event);
    const repeat = key === null ? undefined : this.#byKey.get(key);
    if (key === null || repeat === undefined) return false;
    const {
      count,
      others,
      event: first,
    } = repeat.waiting === null
      ? entryOf(rememberedEventSchema.parse(event))
      : withOneMore({ ...repeat.waiting, isFolded: false }, event);
    this.#byKey.set(key, { ...repeat, waiting: { event: first, count, others: [...others] } });
    return true;
  }

  /** Takes out what waits under a key: it is told now. */
  take(key: string): MessageEntry | null {
    const { waiting = null } = this.#byKey.get(key) ?? {};
    if (waiting === null) return null;
    this.#remember(key);
    return { ...waiting, isFolded: false };
  }

  /** An event is shown: for a while, the same is no news. */
  show(event: ShownEvent): void {
    const key = keyOf(event);
    if (key !== null) this.#remember(key);
  }

  #remember(key: string): void {
    this.#byKey.delete(key);
    this.#byKey.set(key, { postedAt: this.#now, waiting: null });
  }

  /** Its time is over, or there are too many and it is among the oldest. */
  #isDue(key: string, { postedAt }: Repeat): boolean {
    if (postedAt.getTime() + this.#limits.repeatMs <= this.#now.getTime()) return true;
    const tooMany = this.#byKey.size - this.#limits.mostRepeats;
    return tooMany > 0 && [...this.#byKey.keys()].slice(0, tooMany).includes(key);
  }
}

function keyOf(event: ShownEvent): string | null {
  const key = repeatKey(event);
  return key === null ? null : hashOf(key);
}
