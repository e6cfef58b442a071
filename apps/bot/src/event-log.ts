import type { BotEvent, EventLog } from "@appealmod/core";
import type { Logger } from "@appealmod/logger";

/** Whoever wants every event as it is, the research archive for one. */
export type EventListener = (event: BotEvent) => void;

/**
 * Tells every event once to all who listen: console and file through the logger, the
 * archive, and Slack. None of them can stop the bot or another listener.
 */
export function createEventLog(logger: Logger, listeners: readonly EventListener[]): EventLog {
  return {
    record(event) {
      log(logger, event);
      for (const tell of listeners) {
        try {
          tell(event);
        } catch (error) {
          logger.error("event-lost", `Nobody was told of "${event.event}".`, { error });
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
