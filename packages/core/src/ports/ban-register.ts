import type { ActiveBan } from "../appeal/ban.ts";
import type { Redditor } from "../appeal/conversation.ts";
import type { BanRecord, BanSource } from "../bans/ban-record.ts";
import type { NameKey } from "../names.ts";
import type { DueAppeal } from "./appeal-store.ts";
import type { ModerationLogEntry } from "./reddit-gateway.ts";

/** How far an account's moderation log was followed. */
export interface LogPosition {
  /** Newest entries that are known, the newest first. */
  readonly knownIds: readonly string[];
  /** When Reddit was last asked, by our clock. */
  readonly readAt: Date;
  /** The date of the oldest entry since which nothing was missed, by Reddit's clock. */
  readonly coversFrom: Date | null;
  /** Since when each served community was followed without a gap. */
  readonly followedSince: ReadonlyMap<NameKey, Date>;
  readonly trouble: LogTrouble | null;
}

export const logTroubleKinds = ["refused", "gap", "lag", "slow"] as const;

/** Why the log is not believed. */
export interface LogTrouble {
  readonly kind: (typeof logTroubleKinds)[number];
  /** For people. */
  readonly reason: string;
}

/** A look at the log, with what follows from it. */
export interface LogUpdate {
  /** Oldest first. */
  readonly entries: readonly ModerationLogEntry[];
  /** When the log was asked for. */
  readonly readAt: Date;
  /** Bans that the log should have told of by now: those that Reddit told of when it was asked. */
  readonly expected: {
    readonly subreddits: readonly string[];
    /** By Reddit's date of the ban. */
    readonly bannedAfter: Date;
    readonly askedAfter: Date;
    readonly askedBefore: Date;
  };
  /** @param isMissing whether the log, this look included, lacks one of the bans that are expected */
  readonly position: (isMissing: boolean) => LogPosition;
}

/** An open appeal whose ban was lifted. */
export type LiftedAppeal = Pick<
  DueAppeal,
  "appealId" | "subreddit" | "username" | "conversationId"
>;

export interface LogLook {
  /** As the last look left it, by whichever process. */
  readonly position: LogPosition | null;
  /** Open appeals whose ban this look showed to be lifted; they are due at once. */
  readonly lifted: readonly LiftedAppeal[];
}

/** What is known of bans: who was banned where, by whom, until when. */
export interface BanRegister {
  /** Everything about one redditor in one community. */
  recordsOf(subreddit: string, redditor: Redditor): Promise<readonly BanRecord[]>;
  /** Keeps what Reddit answered about redditors of one community; `null` for no ban. */
  record(
    subreddit: string,
    answers: readonly { readonly redditor: Redditor; readonly ban: ActiveBan | null }[],
    how: { readonly source: Exclude<BanSource, "log">; readonly at: Date },
  ): Promise<void>;
  position(account: string): Promise<LogPosition | null>;
  /**
   * Gives the look at an account's log to one caller at a time, over all processes.
   *
   * @param work gets the position as the look before left it; what it answers is stored at once, in
   *   one transaction with the bans that follow from it. `null` where no look was needed
   */
  look(
    account: string,
    work: (position: LogPosition | null) => Promise<LogUpdate | null>,
  ): Promise<LogLook>;
}
