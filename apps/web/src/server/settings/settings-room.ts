import type { UnsavedPost } from "@appealmod/core";
import type { Logger } from "@appealmod/logger";
import {
  type CommunityConfigurationView,
  type CommunityDefaults,
  type CommunityOverview,
  type CommunityRevision,
  changeCommunityQuestions,
  changeCommunitySettings,
  changeCommunityText,
  changeQuestionDraft,
  changeSavedReplies,
  communityConfiguration,
  communityHistory,
  communityOverview,
  communityRevision,
  type DraftChanged,
  dropUnsavedPost,
  type FullCommunityRevision,
  findUnsavedPost,
  type Installation,
  keepUnsavedPost,
  type NotPublished,
  type NotRestored,
  operatorOf,
  publishQuestionDraft,
  type QuestionDraftChange,
  type Revised,
  type RevisionConflict,
  restoreCommunityRevision,
  type SavedRepliesChange,
  type SettingChanges,
  type SignedIn,
  settingUpActor,
  type TextChange,
} from "@appealmod/use-cases";

/** A change of one community, by what its author has seen. */
interface Seen {
  readonly subreddit: string;
  readonly seenRevision: number;
}

/** What the pages about a community's settings may ask for: a field for each use case. */
export interface SettingsRoom {
  overview(by: SignedIn, subreddit: string): Promise<CommunityOverview>;
  configuration(by: SignedIn, subreddit: string): Promise<CommunityConfigurationView>;
  history(by: SignedIn, subreddit: string): Promise<readonly CommunityRevision[]>;
  revision(by: SignedIn, subreddit: string, number: number): Promise<FullCommunityRevision | null>;
  changeText(by: SignedIn, change: Omit<TextChange, "siteUrl">): Promise<Revised>;
  changeReplies(
    by: SignedIn,
    change: Seen & { readonly change: SavedRepliesChange },
  ): Promise<Revised>;
  changeSettings(
    by: SignedIn,
    change: Seen & { readonly changes: SettingChanges },
  ): Promise<Revised>;
  changeDraft(
    by: SignedIn,
    change: {
      readonly subreddit: string;
      readonly seenDraft: number;
      readonly change: QuestionDraftChange;
    },
  ): Promise<DraftChanged>;
  publishDraft(
    by: SignedIn,
    seen: Seen & { readonly seenDraft: number },
  ): Promise<Revised | NotPublished>;
  /** Asks the default questions again. */
  askDefaults(by: SignedIn, seen: Seen): Promise<Revised>;
  restore(
    by: SignedIn,
    revision: Seen & { readonly number: number },
  ): Promise<number | NotRestored | RevisionConflict>;
  keepUnsaved(by: SignedIn, page: string, post: UnsavedPost): Promise<void>;
  findUnsaved(by: SignedIn, page: string): Promise<UnsavedPost | null>;
  dropUnsaved(by: SignedIn, page: string): Promise<void>;
}

export interface SettingsRoomParts {
  readonly installation: Installation;
  /** What holds where a community sets nothing. */
  readonly defaults: CommunityDefaults;
  /** The site's public address, to which texts may link. */
  readonly webUrl: string;
  readonly logger: Pick<Logger, "warn">;
  readonly now: () => Date;
}

export function composeSettingsRoom(parts: SettingsRoomParts): SettingsRoom {
  const { installation, defaults, webUrl: siteUrl, logger, now } = parts;
  const { database } = installation;
  const place = ({ moderator: { redditorId } }: SignedIn, page: string) => ({ redditorId, page });
  const as = (by: SignedIn, subreddit: string) => settingUpActor(installation, by, subreddit);
  return {
    overview: (by, subreddit) =>
      communityOverview(installation, by.moderator, { subreddit, operator: operatorOf(by) }),
    configuration: async (by, subreddit) =>
      communityConfiguration(installation, await as(by, subreddit), { subreddit, defaults }),
    history: async (by, subreddit) =>
      communityHistory(installation, await as(by, subreddit), subreddit, ({ message }) =>
        logger.warn("unreadable-row", message),
      ),
    revision: async (by, subreddit, number) =>
      communityRevision(installation, await as(by, subreddit), { subreddit, number }),
    changeText: async (by, change) =>
      changeCommunityText(installation, await as(by, change.subreddit), { ...change, siteUrl }),
    changeReplies: async (by, change) =>
      changeSavedReplies(installation, await as(by, change.subreddit), { ...change, siteUrl }),
    changeSettings: async (by, change) =>
      changeCommunitySettings(installation, await as(by, change.subreddit), change),
    changeDraft: async (by, change) =>
      changeQuestionDraft(installation, await as(by, change.subreddit), {
        ...change,
        defaultQuestions: defaults.questions,
        siteUrl,
        at: now(),
      }),
    publishDraft: async (by, seen) =>
      publishQuestionDraft(installation, await as(by, seen.subreddit), seen),
    askDefaults: async (by, seen) =>
      changeCommunityQuestions(installation, await as(by, seen.subreddit), {
        ...seen,
        questions: null,
      }),
    restore: async (by, revision) =>
      restoreCommunityRevision(installation, await as(by, revision.subreddit), revision),
    keepUnsaved: (by, page, post) => keepUnsavedPost(database, place(by, page), post, now()),
    findUnsaved: (by, page) => findUnsavedPost(database, place(by, page), now()),
    dropUnsaved: (by, page) => dropUnsavedPost(database, place(by, page)),
  };
}
