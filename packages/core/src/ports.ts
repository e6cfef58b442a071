/**
 * What the engine needs of the world. Each port has an adapter that does it truly and one
 * in memory; both pass the same contract suite in `testing/`.
 */

import type { ActionScope, RedditAction } from "./appeal/action.ts";
import type { Appeal, EarlierAppeal, Group, Outcome } from "./appeal/appeal.ts";
import type { ActiveBan, Ban } from "./appeal/ban.ts";
import type { Conversation } from "./appeal/conversation.ts";
import type { Decision } from "./appeal/decision.ts";
import type { CommunitySettings } from "./community/community-settings.ts";
import type { QuestionSet } from "./questions/question-set.ts";
import type { TextSet } from "./texts/text-set.ts";

/** The time. Nothing below the edge asks the machine for it. */
export interface Clock {
  now(): Date;
}

// ── Reddit ──────────────────────────────────────────────────────────────────

/** One page of the modmail listing, most recently updated first. */
export interface ConversationPage {
  readonly conversations: readonly Conversation[];
  /** How many conversations Reddit named, those of other communities included. */
  readonly size: number;
  /** The dates between which Reddit's page lies; `null` for an empty one. */
  readonly span: { readonly newest: Date; readonly oldest: Date } | null;
  /** Pass it as `after` for the next page; `null` when the page was empty. */
  readonly last: string | null;
}

/** A conversation as read in full, with the ban status that Reddit shows beside it. */
export interface ConversationReading {
  readonly conversation: Conversation;
  /**
   * From the same answer, at no extra request: date and note are not in it (`bannedAt`
   * null, `note` empty). `null` where the answer carried no user.
   */
  readonly ban: Ban | null;
}

export interface SentMessage {
  readonly messageId: string;
  /** The conversation after the message, as Reddit's answer showed it. */
  readonly conversation: Conversation;
}

/** A community's public face and who runs it, as of the moment it was asked for. */
export interface SubredditFacts {
  readonly name: string;
  readonly description: string;
  readonly subscribers: number;
  readonly rules: readonly SubredditRule[];
  readonly moderators: readonly SubredditModerator[];
}

export interface SubredditRule {
  readonly name: string;
  readonly description: string;
}

export interface SubredditModerator {
  readonly name: string;
  /** As Reddit names them (`all`, `access`, `mail`, …); empty where it does not tell. */
  readonly permissions: readonly string[];
}

/** A ban or unban as the moderation log tells it, newest first in a list. */
export interface BanChange {
  readonly id: string;
  readonly kind: "banned" | "unbanned";
  readonly username: string;
  readonly moderator: string;
  readonly at: Date;
}

/** Reddit as the engine uses it. Every call may throw a `RedditError`. */
export interface RedditGateway {
  /** The name of the account that the bot speaks with. */
  username(): Promise<string>;
  /**
   * @param subreddits names to look at; the gateway may ask for all that the bot moderates
   *   and leave out the rest
   */
  listConversations(query: {
    readonly subreddits: readonly string[];
    readonly after: string | null;
    readonly limit: number;
    readonly state?: "all" | "archived";
  }): Promise<ConversationPage>;
  readConversation(conversationId: string): Promise<ConversationReading>;
  /** The ban in force with its date and note; `null` when there is none. */
  findBan(subreddit: string, username: string): Promise<ActiveBan | null>;
  /** Answers publicly, in the community's name. Not safe to repeat. */
  sendMessage(conversationId: string, body: string): Promise<SentMessage>;
  /** Leaves a private note. Not safe to repeat. */
  leaveNote(conversationId: string, body: string): Promise<SentMessage>;
  /** Safe to repeat. `null` when it was archived already: Reddit then answers without a body. */
  archive(conversationId: string): Promise<Conversation | null>;
  /** Safe to repeat. `null` when it was not archived. */
  unarchive(conversationId: string): Promise<Conversation | null>;
  subredditFacts(subreddit: string): Promise<SubredditFacts>;
  /** Bans and unbans from the moderation log since a date, newest first. */
  banChanges(subreddit: string, since: Date): Promise<readonly BanChange[]>;
  /**
   * When a redditor was last unbanned, by the moderation log; `null` where it tells of no
   * unban since that date. One request where it was lately.
   */
  findUnban(subreddit: string, username: string, since: Date): Promise<Date | null>;
}

/**
 * - `unreachable`: no answer, a 5xx or something that is no answer of Reddit's.
 * - `rate-limited`: the budget is used up, by our count or by Reddit's word.
 * - `login-refused`: credentials or token were refused, also after a fresh login.
 * - `forbidden`: the account may not do this in this community.
 * - `not-found`: there is no such conversation, redditor or community.
 * - `refused`: Reddit understood and said no, with a code of its own.
 * - `unexpected-answer`: the answer lacks what we need.
 */
export type RedditErrorKind =
  | "unreachable"
  | "rate-limited"
  | "login-refused"
  | "forbidden"
  | "not-found"
  | "refused"
  | "unexpected-answer";

/** What went wrong with a request to Reddit, in terms that a decision can be based on. */
export class RedditError extends Error {
  override readonly name = "RedditError";
  readonly kind: RedditErrorKind;
  /** Method and path, without values that are secret. */
  readonly endpoint: string;
  /** HTTP status, where there was one. */
  readonly status: number | null;
  /**
   * Whether a write may have taken effect all the same (no answer came, or a 5xx did).
   * False is a promise: nothing happened.
   */
  readonly mayHaveHappened: boolean;
  /** Milliseconds to wait before another try, where known. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    details: {
      readonly kind: RedditErrorKind;
      readonly endpoint: string;
      readonly status?: number | null;
      readonly mayHaveHappened?: boolean;
      readonly retryAfterMs?: number | null;
      readonly cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = details.kind;
    this.endpoint = details.endpoint;
    this.status = details.status ?? null;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

// ── Our own records ─────────────────────────────────────────────────────────

/** What we know of a redditor in a community. */
export interface AppellantRecords {
  readonly group: Group | null;
  /** At most one appeal of a redditor in a community is open. */
  readonly appeal: Appeal | null;
  readonly earlierAppeals: readonly EarlierAppeal[];
  readonly settledForAppeal: ReadonlySet<string>;
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
  readonly claimedAt: Date;
}

export type ClaimResult =
  | { readonly status: "claimed"; readonly claim: OpenClaim }
  /** Done already: go on with the next action. */
  | { readonly status: "settled" }
  /** Begun by another run and not settled: reconcile first. */
  | { readonly status: "open" };

/** Where an action's key is unique. */
export type ClaimScope =
  | { readonly scope: Extract<ActionScope, "appeal">; readonly appealId: string }
  | { readonly scope: Extract<ActionScope, "conversation"> };

/** A look at the listing that is remembered between passes. */
export interface ListingCursor {
  /** Everything updated up to here has been seen. */
  readonly seenUntil: Date;
  /** Conversations on the longest page that the listing ever had; a shorter one is the last. */
  readonly longestPage: number;
}

export interface DueAppeal {
  readonly appealId: string;
  readonly subreddit: string;
  readonly username: string;
  readonly conversationId: string;
  readonly because: "form-submitted" | "check-due" | "effect-unsettled";
}

/** The system of record. */
export interface AppealStore {
  /** Finds by redditor, and by conversation where the redditor's name is gone. */
  findRecords(query: {
    readonly subreddit: string;
    readonly username: string | null;
    readonly conversationId: string;
  }): Promise<AppellantRecords>;
  /** Keeps the first draw: the answer is the group in force, whatever was drawn now. */
  drawGroup(draw: {
    readonly subreddit: string;
    readonly username: string;
    readonly group: Group;
    readonly treatmentFraction: number;
    readonly at: Date;
  }): Promise<Group>;
  /** Opens an appeal with its form entry; answers with the open one if there is one already. */
  openAppeal(opening: {
    readonly subreddit: string;
    readonly username: string;
    readonly group: Group;
    readonly bannedAt: Date | null;
    readonly banNote: string;
    readonly conversationId: string;
    readonly questions: QuestionSet;
    readonly at: Date;
  }): Promise<Appeal>;
  linkConversation(appealId: string, conversationId: string, at: Date): Promise<void>;
  markInvolved(appealId: string, at: Date): Promise<void>;
  closeAppeal(appealId: string, outcome: Outcome, at: Date): Promise<void>;
  scheduleCheck(appealId: string, at: Date | null): Promise<void>;

  /** Makes a form link's token known, so that the site finds the appeal by it. */
  registerFormToken(appealId: string, token: string): Promise<void>;

  claimAction(
    claim: ClaimScope & {
      readonly conversationId: string;
      readonly action: RedditAction;
      readonly afterMessageId: string | null;
      readonly at: Date;
    },
  ): Promise<ClaimResult>;
  /** Settles a claim and moves its appeal on, in one transaction. */
  settleClaim(
    claimId: string,
    result: { readonly messageId: string | null; readonly at: Date },
  ): Promise<void>;
  /** Takes a claim back: it is certain that nothing happened. */
  releaseClaim(claimId: string): Promise<void>;
  openClaims(conversationId: string): Promise<readonly OpenClaim[]>;

  recordDecision(record: {
    readonly conversationId: string;
    readonly subreddit: string;
    readonly username: string | null;
    readonly appealId: string | null;
    readonly decision: Decision;
    readonly isDryRun: boolean;
    readonly at: Date;
  }): Promise<void>;
  /** Notes that a conversation was handled as of its newest message. */
  rememberConversation(seen: {
    readonly conversationId: string;
    readonly subreddit: string;
    readonly username: string | null;
    readonly lastUpdated: Date;
  }): Promise<void>;
  /** The newest message's date up to which each conversation was handled; unknown ones are left out. */
  handledUntil(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;

  readCursor(account: string): Promise<ListingCursor | null>;
  saveCursor(account: string, cursor: ListingCursor): Promise<void>;
  /**
   * Open appeals whose check has come (a submitted form makes it come at once), or with an
   * effect that has been unsettled for half a minute.
   */
  dueAppeals(now: Date, limit: number): Promise<readonly DueAppeal[]>;
  appealConversations(appealId: string): Promise<readonly string[]>;
}

/** Settings, texts and questions in force for a community. */
export interface CommunityPolicy {
  readonly settings: CommunitySettings;
  readonly texts: TextSet;
  readonly questions: QuestionSet;
}

export interface CommunitySource {
  policyFor(subreddit: string): Promise<CommunityPolicy>;
}

// ── Who hears of it ─────────────────────────────────────────────────────────

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

/** A document of the research archive, one per conversation, redditor or community. */
export type ArchiveRecord =
  | { readonly kind: "conversation"; readonly record: ConversationRecord }
  | { readonly kind: "appellant"; readonly record: AppellantRecord }
  | { readonly kind: "bot-responses"; readonly record: BotResponsesRecord }
  | { readonly kind: "subreddit"; readonly record: SubredditRecord };

export interface ConversationRecord {
  readonly conversation: Conversation;
  readonly ban: Ban | null;
  /** The ban that is contested here, by our own record: it outlasts the lifting. */
  readonly contestedBan: Pick<ActiveBan, "bannedAt" | "note"> | null;
  /**
   * When the ban was lifted: by the moderation log, or when it was noticed where that does
   * not tell. `null` while it stands or where it is not known.
   */
  readonly unbannedAt: Date | null;
  readonly at: Date;
}

export interface AppellantRecord {
  readonly username: string;
  readonly subreddit: string;
  readonly appeal: Appeal;
  readonly conversationIds: readonly string[];
  readonly isDeleted: boolean;
  /** The redditor was sent the link to the form. */
  readonly isFormShared: boolean;
  /** Moderators have the answers. */
  readonly isNoteShared: boolean;
  /** The newest message of its conversations. */
  readonly lastConversationUpdate: Date | null;
  readonly at: Date;
}

export interface BotResponsesRecord {
  readonly subreddit: string;
  readonly texts: TextSet;
  /** The address of the forms, without any token. */
  readonly formAddress: string;
  readonly at: Date;
}

export interface SubredditRecord {
  readonly facts: SubredditFacts;
  readonly at: Date;
}

/** The research archive. Saving never throws and never makes the bot wait for a database. */
export interface Archive {
  save(record: ArchiveRecord): void;
  /** Resolves when everything saved is on disk, and tries to ship it for as long as the limit says. */
  close(limitMs: number): Promise<void>;
}
