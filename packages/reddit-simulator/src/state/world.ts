/**
 * Everything the pretend Reddit knows. The functions of this folder work on a {@link World} that they
 * are given, with the time and every random value as arguments: no clock, no network, no disk. They
 * change the world in place, so that a community with 10,000 conversations costs no copies.
 */

export type AccountStatus = "active" | "suspended" | "deleted" | "shadowbanned";

export interface Account {
  /** Base36, without `t2_`. */
  readonly id: string;
  name: string;
  password: string;
  readonly createdAt: number;
  status: AccountStatus;
  linkKarma: number;
  commentKarma: number;
}

export type ModeratorPermission =
  | "all"
  | "access"
  | "chat_config"
  | "chat_operator"
  | "config"
  | "flair"
  | "mail"
  | "posts"
  | "wiki";

export interface Moderator {
  readonly accountId: string;
  permissions: ModeratorPermission[];
  readonly date: number;
  readonly relId: string;
}

export interface Rule {
  readonly shortName: string;
  readonly description: string;
  readonly violationReason: string;
  readonly kind: "all" | "link" | "comment";
  readonly createdAt: number;
}

export type RelationshipKind = "banned" | "muted" | "contributor" | "wikibanned";

/** One redditor's standing in one subreddit. Dates are epoch milliseconds. */
export interface Relationship {
  readonly relId: string;
  readonly kind: RelationshipKind;
  readonly accountId: string;
  readonly date: number;
  reason: string;
  note: string;
  /** Whole days for a temporary ban, null for one without end. */
  days: number | null;
  endsAt: number | null;
  /** The conversation from which a mute was given. */
  conversationId: string | null;
}

export interface ModerationLogEntry {
  readonly id: string;
  readonly action: string;
  readonly moderatorId: string | null;
  readonly targetId: string | null;
  readonly details: string | null;
  readonly description: string | null;
  readonly date: number;
}

export interface Subreddit {
  /** Base36, without `t5_`. */
  readonly id: string;
  readonly name: string;
  title: string;
  publicDescription: string;
  description: string;
  type: "public" | "private" | "restricted";
  /** With the accounts that have opted in; absent in state files of older versions. */
  quarantine?: { readonly message: string; readonly optedIn: Map<string, true> } | null;
  subscribers: number;
  readonly createdAt: number;
  rules: Rule[];
  moderators: Moderator[];
  invites: Moderator[];
  relationships: Record<RelationshipKind, Map<string, Relationship>>;
  muteCounts: Map<string, number>;
  /** Oldest first. */
  log: ModerationLogEntry[];
  autoResponders: AutoResponder[];
  /** To whom moderators cannot write publicly, by account id. */
  refusedReplies: Map<string, RefusedReplies>;
}

/** An account that answers redditors by itself: AutoModerator, an app, another bot. */
export interface AutoResponder {
  readonly accountId: string;
  /** A redditor's first message in a conversation, or every one. */
  readonly answers: "new-conversations" | "every-message";
  readonly body: string;
  readonly delayMs: number;
  readonly isInternal: boolean;
}

/** An answer of an auto-responder that is still to come. */
export interface PendingAnswer {
  readonly dueAt: number;
  readonly conversationId: string;
  readonly responder: AutoResponder;
}

/** Why public replies to somebody are refused, and for how long. */
export interface RefusedReplies {
  readonly reason: string;
  readonly while: "always" | "muted";
}

export interface Message {
  readonly key: "messages";
  readonly id: string;
  readonly date: number;
  readonly authorId: string;
  readonly side: "moderator" | "user";
  readonly body: string;
  readonly isInternal: boolean;
  readonly isHidden: boolean;
}

export interface ConversationAction {
  readonly key: "modActions";
  readonly id: string;
  readonly date: number;
  readonly authorId: string;
  readonly type: number;
}

export interface Conversation {
  readonly id: string;
  readonly subredditId: string;
  readonly subject: string;
  readonly participantId: string | null;
  readonly opId: string;
  readonly isAuto: boolean;
  readonly isInternal: boolean;
  isHighlighted: boolean;
  /** 0 new, 1 in progress, 2 archived, 3 appeals, 4 join requests, 5 filtered. */
  state: number;
  /** Messages and moderators' actions, oldest first. */
  items: (Message | ConversationAction)[];
  messageCount: number;
  /** How many public replies were refused because the redditor cannot be written to. */
  refusedReplies: number;
  lastUserUpdate: number | null;
  lastModUpdate: number | null;
  lastUpdated: number;
  /** Whether each side has written; a mute's automatic message does not count. */
  userWrote: boolean;
  modWrote: boolean;
  /** The inbox message that the redditor sees first. */
  firstMailId: string | null;
  lastMailId: string | null;
  /** Per moderator: when it was last marked read, and unread. */
  reads: Map<string, { readAt: number; unreadAt: number }>;
}

/** A private message as the inbox shows it (`t4`). */
export interface Mail {
  /** Base36, without `t4_`. */
  readonly id: string;
  readonly authorId: string | null;
  readonly isAuthorHidden: boolean;
  /** null when it went to a subreddit. */
  readonly recipientId: string | null;
  readonly subredditId: string | null;
  readonly distinguished: "moderator" | null;
  readonly subject: string;
  readonly body: string;
  readonly date: number;
  readonly firstId: string | null;
  readonly parentId: string | null;
  readonly conversationId: string | null;
  isNew: boolean;
  deletedBy: string[];
}

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly type: "web" | "script" | "installed";
  readonly redirectUris: string[];
}

export interface AccessToken {
  readonly token: string;
  readonly accountId: string | null;
  readonly clientId: string;
  readonly scope: string;
  readonly expiresAt: number;
  readonly refreshToken: string | null;
}

export interface RefreshToken {
  readonly token: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly scope: string;
}

export interface AuthorizationCode {
  readonly code: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly permanent: boolean;
  readonly expiresAt: number;
}

/** What is kept in a state file. */
export interface WorldRecord {
  clockOffset: number;
  /** How the moderation log misbehaves. */
  logFaults: {
    /** An entry is shown this many milliseconds after it happened. */
    lagMs: number;
    /** So many entries to come are never written. */
    loseNext: number;
  };
  lastDate: number;
  tokenLifetimeSeconds: number;
  sequences: Record<string, number>;
  accounts: Map<string, Account>;
  subreddits: Map<string, Subreddit>;
  conversations: Map<string, Conversation>;
  mails: Map<string, Mail>;
  apps: Map<string, OAuthApp>;
  accessTokens: Map<string, AccessToken>;
  refreshTokens: Map<string, RefreshToken>;
  codes: Map<string, AuthorizationCode>;
  /** The soonest first. */
  pendingAnswers: PendingAnswer[];
}

/** What can be worked out from the record, kept so that no answer has to search. */
export interface WorldIndex {
  accountByName: Map<string, Account>;
  subredditByName: Map<string, Subreddit>;
  /** Per subreddit, by lastUpdated, oldest first: a listing walks it from the end. */
  conversationOrder: Map<string, Conversation[]>;
  /** Key `subredditId/accountId`. */
  conversationsWith: Map<string, Conversation[]>;
  received: Map<string, Mail[]>;
  sent: Map<string, Mail[]>;
  /** Replies by the id of the thread's first mail. */
  threads: Map<string, Mail[]>;
  /** Temporary bans and mutes, the soonest end first. */
  endings: { endsAt: number; subredditId: string; relationship: Relationship }[];
}

export interface World extends WorldRecord {
  index: WorldIndex;
}
