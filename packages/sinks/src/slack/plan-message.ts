import type { StoredEvent } from "@appealmod/core";
import type { Repeat } from "./hook-state.ts";
import {
  entryOf,
  foldKey,
  type MessageEntry,
  repeatKey,
  withOneMore,
} from "./message/message-entry.ts";
import { Repeats } from "./repeats.ts";
import type { SlackLimits } from "./slack-options.ts";

export interface MessagePlan {
  /** What the message shows; none where there is nothing to post. */
  readonly entries: readonly MessageEntry[];
  /** The last event that is done with when the message is posted. */
  readonly position: number;
  /** What is remembered when it is posted. */
  readonly repeats: ReadonlyMap<string, Repeat>;
  readonly wakeAt: Date | null;
}

/**
 * The next message to a webhook: alerts whose repetitions are to be told, then as many of the
 * events, in their order, as fit. Where they are too many to be shown one by one, similar ones
 * are told as one.
 */
export function planMessage(given: {
  readonly events: readonly StoredEvent[];
  readonly position: number;
  /** No event after this one goes into it. */
  readonly upTo: number;
  readonly isHeard: (event: StoredEvent) => boolean;
  readonly repeats: ReadonlyMap<string, Repeat>;
  readonly now: Date;
  readonly limits: SlackLimits;
}): MessagePlan {
  const { events, upTo, isHeard, now, limits } = given;
  const repeats = new Repeats(given.repeats, now, limits);
  const due = repeats.dueKeys().slice(0, limits.eventsPerMessage);
  const room = limits.eventsPerMessage - due.length;
  const single = new Map<string, MessageEntry>();
  const folded = new Map<string, MessageEntry>();
  let { position } = given;
  for (const event of events) {
    if (event.position > upTo) break;
    if (isHeard(event) && !repeats.count(event)) {
      const fold = foldKey(event);
      if (!folded.has(fold) && folded.size === room) break;
      addTo(folded, fold, event);
      addTo(single, repeatKey(event) ?? String(event.id), event);
    }
    position = event.position;
  }
  const told = due.flatMap((key) => repeats.take(key) ?? []);
  const fresh =
    single.size <= room
      ? [...single.values()]
      : [...folded.values()].map((entry) => ({ ...entry, isFolded: entry.count > 1 }));
  for (const { event } of fresh) repeats.show(event);
  return { entries: [...told, ...fresh], position, repeats: repeats.all, wakeAt: repeats.nextAt };
}

function addTo(entries: Map<string, MessageEntry>, key: string, event: StoredEvent): void {
  const former = entries.get(key);
  entries.set(key, former === undefined ? entryOf(event) : withOneMore(former, event));
}
