import type { AppealStore, Clock, CommunitySource, EventLog, RedditGateway } from "@appealmod/core";
import type { BanLookup } from "./bans/ban-lookup.ts";
import type { FormLinks } from "./form-links.ts";
import type { RestoredSpan } from "./unrecorded-messages.ts";

/** Everything that the engine touches the world through. */
export interface EnginePorts {
  readonly reddit: RedditGateway;
  readonly bans: BanLookup;
  readonly store: AppealStore;
  readonly communities: CommunitySource;
  readonly events: EventLog;
  readonly clock: Clock;
  /** A number from 0 up to but not including 1, for the group of a redditor met for the first time. */
  readonly draw: () => number;
  readonly formLinks: FormLinks;
  /** Whether a moderator may decide in a community at this moment, by Reddit's list. */
  readonly mayDecide: (subreddit: string, redditorId: string) => Promise<boolean>;
  /**
   * The bot's accounts beside the one that speaks here, and those that it had before: their words
   * are ours, so that a community may go from one to another.
   */
  readonly otherAccounts: readonly string[];
  /** Of the backup that was restored lately, if one was. */
  readonly restored?: RestoredSpan | null;
  /** Nothing is written to Reddit, and nothing claims that it was. */
  readonly isDryRun: boolean;
}
