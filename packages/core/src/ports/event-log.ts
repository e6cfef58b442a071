export type EventLevel = "debug" | "info" | "warn" | "error";

/**
 * Whom an event is for; the widest circle first.
 * - `detail`: log and archive only.
 * - `step`: one step of one conversation.
 * - `milestone`: a finished step of an appeal, a start of a runner, a sign-up.
 * - `alert`: trouble that mends itself or that an operator can mend.
 * - `error`: an exception that ended a job or a runner.
 */
export type EventAudience = "detail" | "step" | "milestone" | "alert" | "error";

/** Something that happened, told once and heard by console, file, archive and Slack alike. */
export interface BotEvent {
  /** A stable name in kebab-case: `invite-sent`, `runner-started`. */
  readonly event: string;
  readonly level: EventLevel;
  readonly audience: EventAudience;
  /** One sentence that an operator understands. */
  readonly message: string;
  readonly at: Date;
  readonly runner?: "recent" | "started" | "web" | "cli";
  readonly subreddit?: string;
  readonly conversationId?: string;
  readonly username?: string;
  readonly appealId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/** Takes every event. Never throws and never makes the bot wait. */
export interface EventLog {
  record(event: BotEvent): void;
}

/** Passes events on to people (Slack). Never throws and never makes the bot wait. */
export interface Notifier {
  notify(event: BotEvent): void;
  /** Tries to deliver what is queued, for as long as the limit says. */
  close(limitMs: number): Promise<void>;
}
