import {
  askForModeratorList,
  findSession,
  type Installation,
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
import {
  composeSettingsRoom,
  type SettingsRoom,
  type SettingsRoomParts,
} from "./settings/settings-room.ts";

type Moderator = SignedIn["moderator"];

/** What the pages and handlers of those who are signed in may ask for: a field for each use case. */
export interface Rooms {
  findSession(token: string): Promise<SignedIn | null>;
  signIn(who: Omit<SigningIn, "at">): Promise<{ readonly token: string }>;
  moderatedCommunities(moderator: Moderator): Promise<readonly ModeratedCommunity[]>;
  sessionsOf(moderator: Moderator): Promise<readonly SiteSession[]>;
  signOut(moderator: Moderator, sessionId: string): Promise<boolean>;
  signOutEverywhere(moderator: Moderator): Promise<number>;
  askForModeratorList(moderator: Moderator, subreddit: string): Promise<boolean>;
  readonly settings: SettingsRoom;
}

export interface RoomParts extends SettingsRoomParts {
  readonly installation: Installation;
  /** Of the settings. */
  readonly admins: readonly string[];
  readonly now: () => Date;
}

export function composeRooms(parts: RoomParts): Rooms {
  const { installation, admins, now } = parts;
  return {
    settings: composeSettingsRoom(parts),
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
