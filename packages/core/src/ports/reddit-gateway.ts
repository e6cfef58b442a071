import { z } from "zod";
import type { ActiveBan, Ban } from "../appeal/ban.ts";
import type { Conversation } from "../appeal/conversation.ts";

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

/** How a community's rules are stored. */
export const subredditRuleSchema = z.object({ name: z.string(), description: z.string() });

export type SubredditRule = Readonly<z.infer<typeof subredditRuleSchema>>;

/** How a community's moderators are stored. */
export const subredditModeratorSchema = z.object({
  name: z.string(),
  permissions: z.array(z.string()),
});

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
  /**
   * The ban in force with its date and note; `null` when there is none.
   *
   * @param asOf what Reddit said before this time does not count
   */
  findBan(subreddit: string, username: string, asOf?: Date): Promise<ActiveBan | null>;
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
