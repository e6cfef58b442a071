import type { ActionScope, RedditAction } from "../appeal/action.ts";
import type { Appeal, EarlierAppeal, Group, Outcome } from "../appeal/appeal.ts";
import type { Ban, BanLift } from "../appeal/ban.ts";
import type { Conversation, Redditor } from "../appeal/conversation.ts";
import type { Decision } from "../appeal/decision.ts";
import type { DueReason } from "../appeal/due.ts";
import type { DecisionEnd, ModeratorDecision } from "../appeal/moderator-decision.ts";
import type { RedditorQuestion } from "../appeal/redditor-question.ts";
import type { BotEvent } from "../events/bot-event.ts";
import type { QuestionSet } from "../questions/question-set.ts";

/** What we know of a redditor in a community. */
export interface AppellantRecords {
  /** The name under which the group was drawn, whatever it is now; `null` before the draw. */
  readonly drawnAs: string | null;
  readonly group: Group | null;
  /** At most one appeal of a redditor in a community is open. */
  readonly appeal: Appeal | null;
  readonly earlierAppeals: readonly EarlierAppeal[];
  /** What moderators decided about the open appeal, where that is not over. */
  readonly moderatorDecision: ModeratorDecision | null;
  /** What moderators asked and has no answer, of the open appeal. */
  readonly question: RedditorQuestion | null;
  readonly settledForAppeal: ReadonlySet<string>;
  /** Each with the newest message that was known at its last try. */
  readonly givenUpForAppeal: ReadonlyMap<string, string | null>;
  /** Those given up are among them. */
  readonly settledForConversation: ReadonlySet<string>;
}

/** An effect that was begun and not yet settled. */
export interface OpenClaim {
  readonly id: string;
  readonly appealId: string | null;
  readonly conversationId: string;
  readonly action: RedditAction;
  /** The newest message that was known when it was claimed; ours must come after it. */
  readonly afterMessageId: string | null;
  /** Fingerprint of the words, by which they are known under whatever name they stand there. */
  readonly bodyHash: string | null;
  /** How often it was refused, or perhaps carried out and not recognised, before this claim. */
  readonly vainTries: number;
  readonly claimedAt: Date;
}

export type ClaimResult =
  | { readonly status: "claimed"; readonly claim: OpenClaim }
  /** Done already: go on with the next action. */
  | { readonly status: "settled" }
  /** Begun by another run and not settled: reconcile first. */
  | { readonly status: "open" };

/**
 * Why a claim is taken back. Only what was tried in vain counts against trying again; what was not
 * seen to have happened may still be carried out late.
 */
export type ReleaseReason = "did-not-happen" | "not-seen" | "tried-in-vain";

/** Where an action's key is unique. */
export type ClaimScope =
  | { readonly scope: Extract<ActionScope, "appeal">; readonly appealId: string }
  | { readonly scope: Extract<ActionScope, "conversation"> };

/** What is remembered of the listing between passes. */
export interface ListingCursor {
  /** Everything updated up to here has been seen. */
  readonly seenUntil: Date;
  /** Conversations on the longest page that the listing ever had; a shorter one is the last. */
  readonly longestPage: number;
  /**
   * When the last complete pass began: what had changed by then is in the queue. `null` where none
   * was recorded.
   */
  readonly observedAt: Date | null;
}

/** A decision with what it was about. */
export interface RecordedDecision {
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string | null;
  readonly appealId: string | null;
  readonly decision: Decision;
  readonly isDryRun: boolean;
  readonly at: Date;
}

/** A conversation as last seen, with its appellant's ban as it stood then. */
export interface ObservedConversation {
  readonly conversation: Conversation;
  readonly ban: Ban;
}

export interface DueAppeal {
  readonly appealId: string;
  readonly subreddit: string;
  readonly username: string;
  readonly conversationId: string;
  readonly because: DueReason;
}

/**
 * The event that tells of a change, written in the same transaction. It is left out where nothing
 * changed, because another run was faster.
 */
type WithEvent = { readonly event?: BotEvent | undefined };

/** How a moderators' decision ends, with the event that tells of it. */
export type DecisionEnding = DecisionEnd & WithEvent;

/** The system of record. */
export interface AppealStore {
  /**
   * Finds by redditor, and by conversation where the account is gone. Whoever was known by name
   * alone is known by the account's id from then on.
   */
  findRecords(query: {
    readonly subreddit: string;
    readonly redditor: Redditor | null;
    readonly conversationId: string;
  }): Promise<AppellantRecords>;
  /** Keeps the first draw: the answer is the group in force, whatever was drawn now. */
  drawGroup(
    draw: {
      readonly subreddit: string;
      readonly redditor: Redditor;
      readonly group: Group;
      readonly treatmentFraction: number;
      readonly at: Date;
    } & WithEvent,
  ): Promise<Group>;
  /** Opens an appeal with its form entry; answers with the open one if there is one already. */
  openAppeal(
    opening: {
      readonly subreddit: string;
      readonly redditor: Redditor;
      readonly group: Group;
      readonly bannedAt: Date | null;
      readonly banNote: string;
      readonly conversationId: string;
      readonly questions: QuestionSet;
      readonly at: Date;
    } & WithEvent,
  ): Promise<Appeal>;
  /** Shows a redditor's appeals under the name that the account has now. */
  rename(redditorId: string, name: string, event?: BotEvent): Promise<void>;
  linkConversation(
    appealId: string,
    conversationId: string,
    at: Date,
    event?: BotEvent,
  ): Promise<void>;
  markInvolved(appealId: string, at: Date, event?: BotEvent): Promise<void>;
  /** Keeps what the redditor was told about the ban; once known, it stays as it is. */
  keepBanMessage(appealId: string, reason: string): Promise<void>;
  /**
   * @param lift of a granted appeal, how its ban was lifted, where that is known
   * @param decision how the moderators' decision ends that is under way, in the same transaction
   */
  closeAppeal(
    appealId: string,
    closing: {
      readonly outcome: Outcome;
      readonly at: Date;
      readonly lift?: BanLift | null;
      readonly decision?: DecisionEnding | null;
    } & WithEvent,
  ): Promise<void>;
  /**
   * From here on a moderators' decision can be taken back no more.
   *
   * @returns false where it was taken back, or another run has begun it
   */
  beginDecision(decisionId: string, at: Date, event?: BotEvent): Promise<boolean>;
  /** Ends a decision whose appeal stays open; one that is over stays as it is. */
  settleDecision(ending: DecisionEnding, at: Date): Promise<void>;
  /** Notes that the redditor has answered what moderators asked; once. */
  noteAnswer(questionId: string, at: Date, event?: BotEvent): Promise<void>;
  scheduleCheck(appealId: string, at: Date | null): Promise<void>;

  /** Makes a form link's token known, so that the site finds the appeal by it. */
  registerFormToken(appealId: string, token: string): Promise<void>;

  claimAction(
    claim: ClaimScope & {
      readonly conversationId: string;
      readonly action: RedditAction;
      readonly afterMessageId: string | null;
      readonly bodyHash: string | null;
      readonly at: Date;
    },
  ): Promise<ClaimResult>;
  /** Settles a claim and moves its appeal on, in one transaction. */
  settleClaim(
    claimId: string,
    result: { readonly messageId: string | null; readonly at: Date } & WithEvent,
  ): Promise<void>;
  /** Takes a claim back, so that the action can be claimed again. A settled one stays settled. */
  releaseClaim(claimId: string, because: ReleaseReason): Promise<void>;
  /** Ends an action that Reddit refuses for good or that was tried in vain too often, unless it is settled. */
  giveUpClaim(claimId: string, at: Date, event?: BotEvent): Promise<void>;
  openClaims(conversationId: string): Promise<readonly OpenClaim[]>;
  /** Ids of the messages of a conversation that are known to be ours. */
  recordedMessages(conversationId: string): Promise<ReadonlySet<string>>;
  /** Whether an archiving was claimed since that time and not seen to have happened: it may come late. */
  mayBeArchivedLate(conversationId: string, claimedSince: Date): Promise<boolean>;

  /** Appends the decision to the events, whatever comes of it. */
  recordDecision(record: RecordedDecision): Promise<void>;
  /**
   * Notes that a conversation was handled as of its newest message, and keeps it as last seen where
   * it is of an appeal.
   */
  rememberConversation(
    seen: {
      readonly conversationId: string;
      readonly subreddit: string;
      readonly redditor: Redditor | null;
      readonly lastUpdated: Date;
      readonly observed?: ObservedConversation | null | undefined;
    } & WithEvent,
  ): Promise<void>;
  /**
   * Notes that an account answered a conversation within seconds of a message.
   *
   * @returns which of the conversations it is that this account answered so, from 1; the same for the
   *   same conversation
   */
  noteQuickAnswer(answer: {
    readonly subreddit: string;
    readonly author: string;
    readonly conversationId: string;
  }): Promise<number>;
  /** The newest message's date up to which each conversation was handled; unknown ones are left out. */
  handledUntil(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;

  readCursor(account: string): Promise<ListingCursor | null>;
  saveCursor(account: string, cursor: ListingCursor): Promise<void>;
  /**
   * Open appeals whose check has come (a submitted form makes it come at once), or with an
   * effect that has been unsettled for half a minute: the most urgent first, each conversation once.
   *
   * @param paused communities that nobody can serve now: theirs take no place among the others
   */
  dueAppeals(now: Date, limit: number, paused?: readonly string[]): Promise<readonly DueAppeal[]>;
  appealConversations(appealId: string): Promise<readonly string[]>;
}
