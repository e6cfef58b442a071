import type { LogContext, LogEvent, LogFields, LogLevel } from "./log-event.ts";

type Log = (event: string, message: string, fields?: LogFields) => void;

/**
 * Says what happens. `event` is a fixed kebab-case name to search and count by; `message` is a
 * sentence for people; `fields` are the facts. Nothing here ever throws.
 *
 * @example logger.info("invite-sent", "Sent the invite to u/someone", { appeal: 12 });
 */
export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
  /** A logger that adds to what this one carries on each line. */
  child(context: LogContext): Logger;
}

/** Another place that events go to, such as the archive. */
export interface LogSink {
  /** Named when the sink fails. */
  readonly name: string;
  /** The least that it wants; default: whatever the logger's own level lets through. */
  readonly level?: LogLevel;
  /**
   * Takes an event and returns at once. What it throws is counted and never reaches the bot;
   * what it logs itself goes to console and file only.
   */
  write(event: LogEvent): void;
}

/** A process's logger, whose ends the process's composition holds. */
export interface ProcessLogger extends Logger {
  /** @returns a function that takes the sink away again. */
  addSink(sink: LogSink): () => void;
  /** Events that a sink refused, by the sink's name. */
  sinkFailures(): ReadonlyMap<string, number>;
  /** Resolves when everything logged so far is in the file. */
  flush(): Promise<void>;
  /** Resolves when everything is in the file; later events are dropped. */
  close(): Promise<void>;
}
