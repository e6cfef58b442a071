import type { BotEvent, EventLog } from "../events/bot-event.ts";

/** Keeps every event that it is told, for tests to look at. */
export class RecordingEventLog implements EventLog {
  readonly events: BotEvent[] = [];

  record(event: BotEvent): void {
    this.events.push(event);
  }

  /** The names of the events, oldest first. */
  names(): readonly string[] {
    return this.events.map(({ event }) => event);
  }
}
