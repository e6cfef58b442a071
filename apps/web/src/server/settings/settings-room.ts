import type { Moderator, UnsavedPost } from "@appealmod/core";
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
  publishQuestionDraft,
  type QuestionDraftChange,
  type Revised,
  type RevisionConflict,
  restoreCommunityRevision,
  type SavedRepliesChange,
  type SettingChanges,
  type TextChange,
} from "@appealmod/use-cases";

/** A change of one community, by what its author has seen. */
interface Seen {
  readonly subreddit: string;
  readonly seenRevision: number;
}

/** What the pages about a community's settings may ask for: a field for each use case. */
export interface SettingsRoom {
  overview(by: Moderator, subreddit: string): Promise<CommunityOverview>;
  configuration(by: Moderator, subreddit: string): Promise<CommunityConfigurationView>;
  history(by: Moderator, subreddit: string): Promise<readonly CommunityRevision[]>;
  revision(by: Moderator, subreddit: string, number: number): Promise<FullCommunityRevision | null>;
  changeText(by: Moderator, change: Omit<TextChange, "siteUrl">): Promise<Revised>;
  changeReplies(
    by: Moderator,
    change: Seen & { readonly change: SavedRepliesChange },
  ): Promise<Revised>;
  changeSettings(
    by: Moderator,
    change: Seen & { readonly changes: SettingChanges },
  ): Promise<Revised>;
  changeDraft(
    by: Moderator,
    change: {
      readonly subreddit: string;
      readonly seenDraft: number;
      readonly change: QuestionDraftChange;
    },
  ): Promise<DraftChanged>;
  publishDraft(
    by: Moderator,
    seen: Seen & { readonly seenDraft: number },
  ): Promise<Revised | NotPublished>;
  /** Asks the default questions again. */
  askDefaults(by: Moderator, seen: Seen): Promise<Revised>;
  restore(
    by: Moderator,
    revision: Seen & { readonly number: number },
  ): Promise<number | NotRestored | RevisionConflict>;
  keepUnsaved(by: Moderator, page: string, post: UnsavedPost): Promise<void>;
  findUnsaved(by: Moderator, page: string): Promise<UnsavedPost | null>;
  dropUnsaved(by: Moderator, page: string): Promise<void>;
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
  const place = ({ redditorId }: Moderator, page: string) => ({ redditorId, page });
  return {
    overview: (by, subreddit) => communityOverview(installation, by, { subreddit }),
    configuration: (by, subreddit) =>
      communityConfiguration(installation, by, { subreddit, defaults }),
    history: (by, subreddit) =>
      communityHistory(installation, by, subreddit, ({ message }) =>
        logger.warn("unreadable-row", message),
      ),
    revision: (by, subreddit, number) => communityRevision(installation, by, { subreddit, number }),
    changeText: (by, change) => changeCommunityText(installation, by, { ...change, siteUrl }),
    changeReplies: (by, change) => changeSavedReplies(installation, by, { ...change, siteUrl }),
    changeSettings: (by, change) => changeCommunitySettings(installation, by, change),
    changeDraft: (by, change) =>
      changeQuestionDraft(installation, by, {
        ...change,
        defaultQuestions: defaults.questions,
        siteUrl,
        at: now(),
      }),
    publishDraft: (by, seen) => publishQuestionDraft(installation, by, seen),
    askDefaults: (by, seen) =>
      changeCommunityQuestions(installation, by, { ...seen, questions: null }),
    restore: (by, revision) => restoreCommunityRevision(installation, by, revision),
    keepUnsaved: (by, page, post) => keepUnsavedPost(database, place(by, page), post, now()),
    findUnsaved: (by, page) => findUnsavedPost(database, place(by, page), now()),
    dropUnsaved: (by, page) => dropUnsavedPost(database, place(by, page)),
  };
}
