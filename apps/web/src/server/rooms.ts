import {
  askForModeratorList,
  findSession,
  type Installation,
  joinCommunity,
  type ModeratedCommunity,
  moderatedCommunities,
  type SignedIn,
  type SigningIn,
  type SiteSession,
  sessionsOf,
  signIn,
  signOut,
  signOutEverywhere,
} from "@appealmod/use-cases";

type Moderator = SignedIn["moderator"];

/** What the pages and handlers of those who are signed in may ask for: a field for each use case. */
export interface Rooms {
  findSession(token: string): Promise<SignedIn | null>;
  signIn(who: Omit<SigningIn, "at">): Promise<{ readonly token: string }>;
  moderatedCommunities(moderator: Moderator): Promise<readonly ModeratedCommunity[]>;
  sessionsOf(moderator: Moderator): Promise<readonly SiteSession[]>;
  signOut(moderator: Moderator, sessionId: string): Promise<boolean>;
  signOutEverywhere(moderator: Moderator): Promise<number>;
  /** The bot's account that moderators invite; `undefined` where only Reddit knows its name. */
  readonly botUsername: string | undefined;
  joinCommunity(moderator: Moderator, subreddit: string): Promise<boolean>;
  askForModeratorList(moderator: Moderator, subreddit: string): Promise<boolean>;
}

export interface RoomParts {
  readonly installation: Installation;
  /** Of the settings. */
  readonly admins: readonly string[];
  readonly botUsername: string | undefined;
  readonly now: () => Date;
}

export function composeRooms({ installation, admins, botUsername, now }: RoomParts): Rooms {
  return {
    botUsername,
    joinCommunity: (moderator, subreddit) =>
      joinCommunity(installation, moderator, { subreddit, at: now() }),
    findSession: (token) => findSession(installation, token, now(), admins),
    signIn: (who) => signIn(installation, { ...who, at: now() }),
    moderatedCommunities: (moderator) => moderatedCommunities(installation, moderator),
    sessionsOf: (moderator) => sessionsOf(installation, moderator, now()),
    signOut: (moderator, sessionId) => signOut(installation, moderator, { sessionId, at: now() }),
    signOutEverywhere: (moderator) => signOutEverywhere(installation, moderator, { at: now() }),
    askForModeratorList: (moderator, subreddit) =>
      askForModeratorList(installation, moderator, subreddit),
  };
}
