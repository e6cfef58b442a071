/**
 * One modmail conversation as the domain sees it. Reddit's own field names end in
 * the gateway; from here on only these words are used.
 */
export interface Conversation {
  /** Reddit's id, base36 without a prefix. */
  readonly id: string;
  /** Name of the community in the case that Reddit writes it, without `r/`. */
  readonly subreddit: string;
  readonly subject: string;
  /**
   * Who began it, of a ban notice the moderator or bot that set the ban; `null` where Reddit did
   * not tell.
   */
  readonly startedBy: string | null;
  /** A discussion among moderators. */
  readonly isInternal: boolean;
  /** Begun by Reddit itself (a ban notice, a removal notice), not by a person's hand. */
  readonly isAuto: boolean;
  readonly isArchived: boolean;
  /** The redditor on the other side; `null` where there is none. */
  readonly appellant: Appellant | null;
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** What moderators did to the conversation, oldest first. */
  readonly moderatorActions: readonly ModeratorAction[];
  /** Date of the newest message. */
  readonly lastUpdated: Date;
  /** How many messages it has, those not shown included; `null` where Reddit does not tell. */
  readonly messageCount: number | null;
  /** Whether `messages` holds all of them: a listing names only the newest one. */
  readonly isComplete: boolean;
}

/** The redditor that a conversation is with (Reddit says "participant"). */
export interface Appellant {
  /** Reddit's account id, `t2_…`; it outlasts a change of name. `null` where Reddit did not tell. */
  readonly id: string | null;
  /** `[deleted]` once the account is gone. */
  readonly name: string;
  readonly account: "active" | "suspended" | "deleted";
}

export interface Message {
  readonly id: string;
  readonly author: Author;
  /** Markdown, unescaped. */
  readonly body: string;
  /** A private note: only moderators see it. */
  readonly isPrivate: boolean;
  readonly date: Date;
}

export interface Author {
  /** Reddit's account id, `t2_…`; `null` where Reddit did not tell or the account is deleted. */
  readonly id: string | null;
  readonly name: string;
  /** A moderator of this community, a bot account included. */
  readonly isModerator: boolean;
  /** An employee of Reddit. */
  readonly isAdmin: boolean;
  readonly isDeleted: boolean;
}

export const moderatorActionKinds = [
  "archived",
  "unarchived",
  "highlighted",
  "unhighlighted",
  "muted",
  "unmuted",
  "banned",
  "unbanned",
  "other",
] as const;

export interface ModeratorAction {
  readonly id: string;
  readonly kind: (typeof moderatorActionKinds)[number];
  readonly author: string;
  readonly date: Date;
}

/** A person as Reddit names them: the id stays, the name is what is shown, as last seen. */
export type Redditor = Pick<Appellant, "id" | "name">;

/** Whether two names are of one account: by its id where both tell it, since names can change. */
export function isSameAccount(one: Redditor, other: Redditor): boolean {
  return one.id !== null && other.id !== null
    ? one.id === other.id
    : isSameName(one.name, other.name);
}

/** Reddit's usernames differ by case only in how they are written. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function isNameAmong(name: string, names: readonly string[]): boolean {
  return names.some((candidate) => isSameName(candidate, name));
}
