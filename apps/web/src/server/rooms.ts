import {
  type AppealPage,
  type AppealQueue,
  addCommunityHook,
  addModeratorNote,
  appealForModerator,
  appealQueue,
  askForModeratorList,
  askRedditor,
  type ClaimResult,
  type CommunityNotifications,
  claimAppeal,
  communityDryRun,
  communityNotifications,
  type DecisionResult,
  type DryRun,
  decideOnAppeal,
  dropDecisionDraft,
  dryRunCommunity,
  findSession,
  type Installation,
  joinCommunity,
  type KeptDecisionDraft,
  keepDecisionDraft,
  type ModeratedCommunity,
  mayReviewAppeal,
  moderatedCommunities,
  type NewDecision,
  noteAppealView,
  pauseCommunity,
  type QuestionRefusal,
  type QueueFilter,
  releaseAppeal,
  removeCommunityHook,
  type SignedIn,
  type SigningIn,
  type SiteSession,
  secondDecision,
  sessionsOf,
  settingUpActor,
  signIn,
  signOut,
  signOutEverywhere,
  takeBackDecision,
  watchAppeal,
  watchCommunity,
} from "@appealmod/use-cases";
import {
  composeOperatorsRoom,
  type OperatorsRoom,
  type OperatorsRoomParts,
} from "./operate/operators-room.ts";
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
  /** The bot's account that moderators invite; `undefined` where only Reddit knows its name. */
  readonly botUsername: string | undefined;
  joinCommunity(who: SignedIn, subreddit: string): Promise<boolean>;
  askForModeratorList(moderator: Moderator, subreddit: string): Promise<boolean>;
  pauseCommunity(who: SignedIn, subreddit: string, isPaused: boolean): Promise<boolean>;
  dryRunCommunity(who: SignedIn, subreddit: string): Promise<void>;
  communityDryRun(who: SignedIn, subreddit: string): Promise<DryRun | null>;
  communityNotifications(who: SignedIn, subreddit: string): Promise<CommunityNotifications>;
  addCommunityHook(
    who: SignedIn,
    hook: { readonly subreddit: string; readonly address: string },
  ): ReturnType<typeof addCommunityHook>;
  removeCommunityHook(
    who: SignedIn,
    hook: { readonly subreddit: string; readonly id: string },
  ): Promise<boolean>;
  watchCommunity(
    moderator: Moderator,
    watch: { readonly subreddit: string; readonly scope: "community" | "mine" | null },
  ): Promise<void>;
  watchAppeal(
    moderator: Moderator,
    watch: { readonly appealId: string; readonly isWatched: boolean },
  ): Promise<boolean>;
  readonly settings: SettingsRoom;
  readonly operate: OperatorsRoom;
  appealQueue(moderator: Moderator, filter: Omit<QueueFilter, "at">): Promise<AppealQueue>;
  /** Notes as well that this moderator looks at it. */
  appealForModerator(moderator: Moderator, appealId: string): Promise<AppealPage | null>;
  /** Whether it is theirs to read; to whoever may not, it is as good as none. */
  mayReviewAppeal(moderator: Moderator, appealId: string): Promise<boolean>;
  claimAppeal(
    moderator: Moderator,
    claim: { readonly appealId: string; readonly takeOver: boolean },
  ): Promise<ClaimResult>;
  releaseAppeal(
    moderator: Moderator,
    appealId: string,
  ): Promise<"released" | "not-held" | "unknown">;
  addModeratorNote(
    moderator: Moderator,
    note: { readonly appealId: string; readonly text: string },
  ): Promise<"added" | "empty" | "too-long" | "unknown">;
  keepDecisionDraft(
    moderator: Moderator,
    draft: Omit<KeptDecisionDraft, "at">,
  ): Promise<"kept" | "unknown">;
  dropDecisionDraft(moderator: Moderator, appealId: string): Promise<void>;
  decideOnAppeal(moderator: Moderator, decision: Omit<NewDecision, "at">): Promise<DecisionResult>;
  takeBackDecision(
    moderator: Moderator,
    about: { readonly appealId: string; readonly decisionId: string },
  ): Promise<"taken-back" | "too-late" | "unknown">;
  secondDecision(
    moderator: Moderator,
    about: { readonly appealId: string; readonly decisionId: string },
  ): Promise<"seconded" | "own" | "no-decider" | "too-late" | "unknown">;
  askRedditor(
    moderator: Moderator,
    question: { readonly appealId: string; readonly body: string },
  ): Promise<"stored" | QuestionRefusal>;
}

export interface RoomParts extends SettingsRoomParts, OperatorsRoomParts {
  readonly installation: Installation;
  /** Of the settings. */
  readonly admins: readonly string[];
  readonly botUsername: string | undefined;
  readonly now: () => Date;
  /** Told of rows that a page leaves out because they cannot be read. */
  readonly onUnreadable: (row: Error) => void;
}

export function composeRooms(parts: RoomParts): Rooms {
  const { installation, admins, botUsername, now, onUnreadable } = parts;
  const as = (who: SignedIn, subreddit: string) => settingUpActor(installation, who, subreddit);
  return {
    settings: composeSettingsRoom(parts),
    operate: composeOperatorsRoom(parts),
    botUsername,
    joinCommunity: async (who, subreddit) =>
      joinCommunity(installation, await as(who, subreddit), { subreddit, at: now() }),
    findSession: (token) => findSession(installation, token, now(), admins),
    signIn: (who) => signIn(installation, { ...who, at: now() }),
    moderatedCommunities: (moderator) => moderatedCommunities(installation, moderator),
    sessionsOf: (moderator) => sessionsOf(installation, moderator, now()),
    signOut: (moderator, sessionId) => signOut(installation, moderator, { sessionId, at: now() }),
    signOutEverywhere: (moderator) => signOutEverywhere(installation, moderator, { at: now() }),
    askForModeratorList: (moderator, subreddit) =>
      askForModeratorList(installation, moderator, subreddit),
    pauseCommunity: async (who, subreddit, isPaused) =>
      pauseCommunity(installation, await as(who, subreddit), { subreddit, isPaused, at: now() }),
    dryRunCommunity: async (who, subreddit) =>
      dryRunCommunity(installation, await as(who, subreddit), { subreddit, at: now() }),
    communityDryRun: async (who, subreddit) =>
      communityDryRun(installation, await as(who, subreddit), { subreddit, at: now() }),
    communityNotifications: async (who, subreddit) =>
      communityNotifications(installation, who.moderator, {
        ...{ subreddit, at: now() },
        settingUp: await as(who, subreddit),
      }),
    addCommunityHook: async (who, hook) =>
      addCommunityHook(installation, await as(who, hook.subreddit), { ...hook, at: now() }),
    removeCommunityHook: async (who, hook) =>
      removeCommunityHook(installation, await as(who, hook.subreddit), { ...hook, at: now() }),
    watchCommunity: (moderator, watch) =>
      watchCommunity(installation, moderator, { ...watch, at: now() }),
    watchAppeal: (moderator, watch) =>
      watchAppeal(installation, moderator, { ...watch, at: now() }),
    appealQueue: (moderator, filter) =>
      appealQueue(installation, moderator, { ...filter, at: now() }),
    async appealForModerator(moderator, appealId) {
      const asked = { appealId, at: now() };
      const page = await appealForModerator(installation, moderator, asked, onUnreadable);
      if (page) await noteAppealView(installation, moderator, asked);
      return page;
    },
    mayReviewAppeal: (moderator, appealId) =>
      mayReviewAppeal(installation, moderator, { appealId, at: now() }),
    claimAppeal: (moderator, claim) =>
      claimAppeal(installation, moderator, { ...claim, at: now() }),
    releaseAppeal: (moderator, appealId) =>
      releaseAppeal(installation, moderator, { appealId, at: now() }),
    addModeratorNote: (moderator, note) =>
      addModeratorNote(installation, moderator, { ...note, at: now() }),
    keepDecisionDraft: (moderator, draft) =>
      keepDecisionDraft(installation, moderator, { ...draft, at: now() }),
    dropDecisionDraft: (moderator, appealId) =>
      dropDecisionDraft(installation, moderator, appealId),
    decideOnAppeal: (moderator, decision) =>
      decideOnAppeal(installation, moderator, { ...decision, at: now() }),
    takeBackDecision: (moderator, about) =>
      takeBackDecision(installation, moderator, { ...about, at: now() }),
    secondDecision: (moderator, about) =>
      secondDecision(installation, moderator, { ...about, at: now() }),
    askRedditor: (moderator, question) =>
      askRedditor(installation, moderator, { ...question, at: now() }),
  };
}
