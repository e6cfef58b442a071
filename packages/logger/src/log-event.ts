export const logLevels = ["debug", "info", "warn", "error"] as const;

/** From the least to the most urgent. */
export type LogLevel = (typeof logLevels)[number];

/** Facts that belong to an event; `error` takes a caught value as it is. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What is being worked on; a child logger carries it on each of its lines. */
export interface LogContext {
  readonly subreddit?: string;
  /** Reddit's id of the conversation; written as `conv_id`. */
  readonly conversation?: string;
  readonly runner?: string;
  readonly job?: string;
  readonly [other: string]: string | number | boolean | undefined;
}

/**
 * One event as files, the archive and every other sink get it: plain JSON values, without
 * secrets, without characters that could pass for something else. The field names are those of
 * the collection `application-logs`.
 */
export interface LogEvent {
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly level: LogLevel;
  /** What kind of event it is: `invite-sent`, `reddit-refused`. */
  readonly event: string;
  readonly conv_id?: string;
  readonly subreddit?: string;
  readonly [field: string]: unknown;
}

export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least);
}
