import type { CommunitySettings } from "../community/community-settings.ts";
import type { Appeal, EarlierAppeal, Group } from "./appeal.ts";
import type { Ban, BanLift } from "./ban.ts";
import type { Conversation } from "./conversation.ts";
import type { ModeratorDecision } from "./moderator-decision.ts";
import type { RedditorQuestion } from "./redditor-question.ts";

/** Everything that the policy may know. Whatever is not in here has no say. */
export interface AppealFacts {
  readonly now: Date;
  /** Every account that our bot has used, so that its own words are never taken for a person's. */
  readonly ownAccounts: readonly string[];
  readonly community: CommunitySettings;
  readonly conversation: Conversation;
  readonly ban: Ban;
  /** How the ban that the open appeal contests ended, where it is over and that is known. */
  readonly lift: BanLift | null;
  /** The redditor's open appeal in this community, if there is one. */
  readonly appeal: Appeal | null;
  /** Their closed appeals in this community, oldest first. */
  readonly earlierAppeals: readonly EarlierAppeal[];
  /** The name under which the group was drawn. */
  readonly drawnAs: string | null;
  /** The group drawn at an earlier time, if one was. */
  readonly group: Group | null;
  /** A number from 0 up to but not including 1, for the case that a group is to be drawn now. */
  readonly draw: number;
  /** How many messages the private note with the answers takes; 0 without a submitted form. */
  readonly noteParts: number;
  /**
   * Of each account that answered here within seconds, how many conversations of the community it has
   * answered so, this one included, in the order in which that was noticed.
   */
  readonly quickAnswers: ReadonlyMap<string, number>;
  /** What moderators decided about the open appeal on the site, where that is not over. */
  readonly moderatorDecision: ModeratorDecision | null;
  /** What moderators asked the redditor of the open appeal on the site, and has no answer. */
  readonly question: RedditorQuestion | null;
  /** Whether the moderator who decided that may still decide here, by Reddit's list. */
  readonly isDeciderEntitled: boolean;
  /** Keys already carried out, of the open appeal. */
  readonly settledForAppeal: ReadonlySet<string>;
  /**
   * Keys of the open appeal that Reddit refuses for good, or that were tried in vain too often, with
   * the newest message that was known at the last try.
   */
  readonly givenUpForAppeal: ReadonlyMap<string, string | null>;
  /** Keys already carried out, of this conversation apart from any appeal; those given up are among them. */
  readonly settledForConversation: ReadonlySet<string>;
}
