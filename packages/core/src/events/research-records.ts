import type { Appeal } from "../appeal/appeal.ts";
import type { ActiveBan, Ban } from "../appeal/ban.ts";
import type { Conversation } from "../appeal/conversation.ts";
import type { SubredditFacts } from "../ports/reddit-gateway.ts";
import type { TextSet } from "../texts/text-set.ts";

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
  /** The name under which the redditor was first known here: it stays when the account is renamed. */
  readonly firstKnownAs: string;
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
