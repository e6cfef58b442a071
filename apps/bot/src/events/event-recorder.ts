import type { BotEvent, EventLog } from "@appealmod/core";
import type { Logger, Redactor } from "@appealmod/logger";
import { EventBuffer } from "./event-buffer.ts";
import { redactEvent } from "./redact-event.ts";

/** Where everything that happens goes: console and file at once, and the table of events. */
export interface EventRecorder extends EventLog {
  /** Logs an event that was stored already, with the change that it tells of. */
  logStored(event: BotEvent): void;
  /** An event as it may be stored: without secrets. */
  redact(event: BotEvent): BotEvent;
  /** Stores what was recorded so far, and from now on everything as it comes. */
  storeBy(store: (events: readonly BotEvent[]) => Promise<void>): void;
  /** Stores what waits now. */
  flush(): Promise<void>;
  stop(): void;
}

/**
 * @param alertDirectly reaches operators without the database, which is away then; never throws
 */
export function createEventRecorder(parts: {
  readonly logger: Logger;
  readonly redact: Redactor;
  readonly now: () => Date;
  readonly alertDirectly: (event: BotEvent) => void;
  readonly onEvent?: (event: BotEvent) => void;
}): EventRecorder {
  const { logger, redact, now, alertDirectly, onEvent = () => {} } = parts;
  const log = (event: BotEvent) => {
    logEvent(logger, event);
    onEvent(event);
  };
  let store: ((events: readonly BotEvent[]) => Promise<void>) | null = null;
  const beforeStore: BotEvent[] = [];
  const buffer = new EventBuffer({
    store: async (events) => await store?.(events),
    onFailing(error) {
      const reason = redact(error instanceof Error ? error.message : String(error));
      const failing: BotEvent = {
        event: "events-unstored",
        level: "error",
        audience: "alert",
        message: `The database takes no events: ${reason} They are in the log file, and are stored once it does.`,
        at: now(),
      };
      log(failing);
      alertDirectly(failing);
    },
    onRecovered(dropped) {
      const lost =
        dropped === 0 ? "" : ` ${dropped} of them were too many to keep; they are in the log file.`;
      record({
        event: "events-stored-again",
        level: "info",
        audience: "alert",
        message: `The database takes events again.${lost}`,
        at: now(),
      });
    },
  });

  function record(event: BotEvent): void {
    log(event);
    const clean = redactEvent(event, redact);
    if (store) buffer.add(clean);
    else beforeStore.push(clean);
  }

  return {
    record,
    logStored: log,
    redact: (event) => redactEvent(event, redact),
    storeBy(write) {
      store = write;
      for (const event of beforeStore.splice(0)) buffer.add(event);
    },
    flush: () => buffer.flush(),
    stop: () => buffer.stop(),
  };
}

function logEvent(logger: Logger, event: BotEvent): void {
  const { subreddit, conversationId, runner, username, appealId, details, error } = event;
  logger[event.level](event.event, event.message, {
    ...defined({ subreddit, conv_id: conversationId, runner, username, appeal: appealId, error }),
    ...details,
  });
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
