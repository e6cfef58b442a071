import type { SettingReceiver } from "./receive-setting.ts";
import { outcomeOf } from "./setting-outcome.ts";

export const receiveQuestionsLive: SettingReceiver = {
  page: ({ paths }) => paths.questionsLive,
  async receive({ room, by, subreddit, seenDraft, seenRevision, paths, t }) {
    const published = await room.publishDraft(by, { subreddit, seenDraft, seenRevision });
    if (published === "draft-changed")
      return {
        kind: "kept",
        problems: [{ field: "", message: t("questions.draftChanged") }],
      };
    return outcomeOf(published, paths.questions);
  },
};

export const receiveQuestionsDefaults: SettingReceiver = {
  page: ({ paths }) => paths.questionsDefaults,
  async receive({ room, by, subreddit, seenRevision, paths }) {
    return outcomeOf(await room.askDefaults(by, { subreddit, seenRevision }), paths.questions);
  },
};
