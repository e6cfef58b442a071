import type { BotEvent, EventLog } from "@appealmod/core";
import type { Logger, Redactor } from "@appealmod/logger";
import { redactEvent } from "./redact-event.ts";

/** Whoever is told every event: the research archive, Slack. */
export type EventListener = (event: BotEvent) => void;

/**
 * Tells every event once, without secrets, to all who listen: console and file through the
 * logger, and the listeners. None of them can stop the bot or another listener.
 */
export function createEventLog(
  logger: Logger,
  redact: Redactor,
  listeners: readonly EventListener[],
): EventLog {
  return {
    record(event) {
      log(logger, event);
      const clean = redactEvent(event, redact);
      for (const tell of listeners) {
        try {
          tell(clean);
        } catch (error) {
          logger.error("event-lost", `Somebody was not told of "${event.event}".`, { error });
        }
      }
    },
  };
}

function log(logger: Logger, event: BotEvent): void {
  const { subreddit, conversationId, runner, username, appealId, details, error } = event;
  logger[event.level](event.event, event.message, {
    ...defined({ subreddit, conv_id: conversationId, runner, username, appeal: appealId, error }),
    ...details,
  });
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
