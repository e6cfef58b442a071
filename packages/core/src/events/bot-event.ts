import type { EventActor } from "./event-actor.ts";

export const eventLevels = ["debug", "info", "warn", "error"] as const;

export type EventLevel = (typeof eventLevels)[number];

/** The widest circle last. */
export const eventAudiences = ["detail", "step", "milestone", "alert", "error"] as const;

/**
 * Whom an event is for.
 * - `detail`: log and MongoDB only.
 * - `step`: one step of one conversation.
 * - `milestone`: a finished step of an appeal, a start of a runner, a sign-up.
 * - `alert`: trouble that mends itself or that an operator can mend.
 * - `error`: an exception that ended a job or a runner.
 */
export type EventAudience = (typeof eventAudiences)[number];

export const eventRunners = ["recent", "started", "web", "cli"] as const;

/**
 * Something that happened in an installation: a change of state, written in the same transaction
 * as the state, or a line of log that belongs to none. Console, file, MongoDB, Slack and the
 * timeline of an appeal all read this one shape.
 */
export interface BotEvent {
  /** A stable name in kebab-case: `invite-sent`, `runner-started`. */
  readonly event: string;
  readonly level: EventLevel;
  readonly audience: EventAudience;
  /** One sentence that an operator understands. */
  readonly message: string;
  readonly at: Date;
  /** Who did it; the program itself where this is left out. */
  readonly actor?: EventActor;
  readonly runner?: (typeof eventRunners)[number];
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
