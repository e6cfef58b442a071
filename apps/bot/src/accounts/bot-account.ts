import type { BanRegister } from "@appealmod/core";
import type { BanLookup, ModerationLogFollower } from "@appealmod/engine";
import type { NetworkRedditGateway } from "@appealmod/reddit";

/** One of the bot's accounts at Reddit, with what each has to itself: login, budget, listing. */
export interface BotAccount {
  /** Its name in lower case; `null` where only Reddit knows it. */
  readonly key: string | null;
  /** What people read: `u/SecondBot`. */
  readonly label: string;
  readonly reddit: NetworkRedditGateway;
  /** Follows the moderation log of what it moderates. */
  readonly moderationLog: ModerationLogFollower;
  readonly bans: BanLookup;
  readonly register: BanRegister;
}

/** At least one: the first of them serves whatever is assigned to none. */
export type BotAccounts = readonly [BotAccount, ...BotAccount[]];
