import type { LogContext, LogEvent, LogFields, LogLevel } from "./log-event.ts";
import { plainValue } from "./plain-value.ts";
import type { Redactor } from "./redaction.ts";
import { visibleText } from "./visible-text.ts";

export interface Said {
  readonly level: LogLevel;
  readonly event: string;
  readonly message: string;
  readonly fields: LogFields;
  readonly context: LogContext;
  readonly at: Date;
}

/** The event that goes everywhere: message, timestamp, level, event, conv_id, subreddit, rest. */
export function buildEvent(said: Said, redact: Redactor): LogEvent {
  const { conversation, ...context } = said.context;
  const { conversation: ofFields, conv_id: asGiven, ...fields } = said.fields;
  const rest = plainValue({ ...context, ...fields }, redact) as Record<string, unknown>;
  const convId = plainValue(asGiven ?? ofFields ?? conversation, redact);
  const subreddit = rest.subreddit;
  // What the event itself says cannot be replaced by a field of the same name.
  for (const name of ["message", "timestamp", "level", "event", "subreddit"]) delete rest[name];
  return Object.freeze({
    message: visibleText(redact(said.message)),
    timestamp: said.at.toISOString(),
    level: said.level,
    event: visibleText(redact(said.event)),
    ...(convId === undefined ? {} : { conv_id: String(convId) }),
    ...(subreddit === undefined ? {} : { subreddit: String(subreddit) }),
    ...rest,
  });
}
