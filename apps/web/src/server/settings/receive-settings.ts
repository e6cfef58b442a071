import { readPostedSettings } from "./posted-settings.ts";
import { problemsIn } from "./problems-in.ts";
import { countIn, type SettingReceiver } from "./receive-setting.ts";
import { outcomeOf } from "./setting-outcome.ts";

export const receiveSettings: SettingReceiver = {
  isChecked: true,
  page: ({ paths }) => paths.settings,
  async receive({ room, by, subreddit, fields, seenRevision, paths, t }) {
    const { defaults, texts } = await room.configuration(by, subreddit);
    // What the page showed before any conflict: only what differs from it is its author's change.
    const began = await room.revision(by, subreddit, countIn(fields, "began"));
    const shown = { ...defaults.settings, ...began?.settings };
    const languages = [...Object.keys(defaults.texts), ...Object.keys(texts), shown.language];
    const read = readPostedSettings(fields, shown, defaults.settings, languages);
    if (read.problems.length > 0)
      return {
        kind: "kept",
        problems: read.problems.map(({ setting, line }) => ({
          field: setting,
          message: t(`settings.wrong.${setting}`, { line }),
        })),
      };
    try {
      const { changes } = read;
      const revised = await room.changeSettings(by, { subreddit, changes, seenRevision });
      return outcomeOf(revised, paths.settings);
    } catch (error) {
      const problems = problemsIn(error, "", ([key]) => String(key ?? ""));
      return { kind: "kept", problems };
    }
  },
};
