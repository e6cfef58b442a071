import { z } from "zod";
import type { ActiveBan, Ban, Permanence } from "../appeal/ban.ts";
import type { Conversation, Redditor } from "../appeal/conversation.ts";

/** One page of the modmail listing, most recently updated first. */
export interface ConversationPage {
  readonly conversations: readonly Conversation[];
  /** How many conversations Reddit named, those of other communities included. */
  readonly size: number;
  /** The dates between which Reddit's page lies; `null` for an empty one. */
  readonly span: { readonly newest: Date; readonly oldest: Date } | null;
  /** Pass it as `after` for the next page; `null` when the page was empty. */
  readonly last: string | null;
  /** Whether conversations of a community that Reddit refuses are missing here. */
  readonly isPartial: boolean;
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

/** A community's public description and who runs it, as of the moment it was asked for. */
export interface SubredditFacts {
  readonly name: string;
  readonly description: string;
  readonly subscribers: number;
  readonly rules: readonly SubredditRule[];
  readonly moderators: readonly SubredditModerator[];
}

/** How a community's rules are stored. */
export const subredditRuleSchema = z.object({ name: z.string(), description: z.string() });

export type SubredditRule = Readonly<z.infer<typeof subredditRuleSchema>>;

/** How a community's moderators are stored. */
export const subredditModeratorSchema = z.object({
  id: z.string().nullable().default(null),
  name: z.string(),
  permissions: z.array(z.string()),
});

export interface SubredditModerator {
  /** Reddit's account id, `t2_…`; `null` where the server does not tell it. */
  readonly id: string | null;
  readonly name: string;
  /** As Reddit names them (`all`, `access`, `mail`, …); empty where it does not tell. */
  readonly permissions: readonly string[];
}

/** An entry of the moderation log, as far as it concerns bans and moderators. */
export interface ModerationLogEntry {
  readonly id: string;
  readonly at: Date;
  readonly subreddit: string;
  readonly moderator: string;
  readonly change: ModerationChange;
}

export type ModerationChange =
  | {
      readonly kind: "banned";
      readonly redditor: Redditor;
      readonly permanence: Permanence;
      readonly endsAt: Date | null;
      /** `null` where the entry carries none; the list of bans may still have one. */
      readonly note: string | null;
    }
  | { readonly kind: "unbanned"; readonly redditor: Redditor }
  /** Somebody became a moderator, is one no more, or has other permissions. */
  | { readonly kind: "moderators-changed" }
  /** A ban or unban that does not say whose it is. */
  | { readonly kind: "unclear-ban" }
  | { readonly kind: "other" };

/** Entries of the moderation log of all communities that the account moderates, the newest first. */
export interface ModerationLogPage {
  readonly entries: readonly ModerationLogEntry[];
  /** Pass it as `after` for older ones; `null` after the last page. */
  readonly after: string | null;
}

/** A hundred bans of a community at most, the newest first. */
export interface BanPage {
  readonly bans: readonly { readonly redditor: Redditor; readonly ban: ActiveBan }[];
  readonly after: string | null;
}

/** Reddit as the engine uses it. Every call may throw a `RedditError`. */
export interface RedditGateway {
  /** The name of the account that the bot speaks with. */
  username(): Promise<string>;
  /**
   * @param subreddits names to look at; the gateway may ask for all that the bot moderates
   *   and leave out the rest
   * @param query.lost those of them that Reddit is known to refuse; while they stay the same, a
   *   refused list of communities need not be asked for at every poll
   */
  listConversations(query: {
    readonly subreddits: readonly string[];
    readonly after: string | null;
    readonly limit: number;
    readonly state?: "all" | "archived";
    readonly lost?: readonly string[];
  }): Promise<ConversationPage>;
  readConversation(conversationId: string): Promise<ConversationReading>;
  /**
   * The ban in force with its date and note, by asking about this one redditor; `null` when there
   * is none.
   */
  findBan(subreddit: string, username: string): Promise<ActiveBan | null>;
  /**
   * Answers publicly. Not safe to repeat.
   *
   * @param options.isAuthorHidden whether in the community's name, which it is unless told otherwise
   */
  sendMessage(
    conversationId: string,
    body: string,
    options?: { readonly isAuthorHidden: boolean },
  ): Promise<SentMessage>;
  /** Leaves a private note. Not safe to repeat. */
  leaveNote(conversationId: string, body: string): Promise<SentMessage>;
  /** Safe to repeat. `null` when it was archived already: Reddit then answers without a body. */
  archive(conversationId: string): Promise<Conversation | null>;
  /** Safe to repeat. `null` when it was not archived. */
  unarchive(conversationId: string): Promise<Conversation | null>;
  /**
   * Lifts whichever ban is in force; nothing happens where there is none. Safe to repeat only while
   * nobody can have set another.
   */
  unban(subreddit: string, username: string): Promise<void>;
  subredditFacts(subreddit: string): Promise<SubredditFacts>;
  /**
   * Accepts the invitation to moderate a community. Safe to repeat.
   *
   * @returns false where there is none, as when it was accepted already
   */
  acceptModeratorInvite(subreddit: string): Promise<boolean>;
  /** Who moderates a community, with one request. */
  listModerators(subreddit: string): Promise<readonly SubredditModerator[]>;
  listBans(subreddit: string, after: string | null): Promise<BanPage>;
  /**
   * @param query with `before`, entries newer than that one only; with `after`, older ones. At most 500.
   */
  readModerationLog(query: {
    readonly before: string | null;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<ModerationLogPage>;
}
