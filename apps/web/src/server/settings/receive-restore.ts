import { countIn, type SettingReceiver } from "./receive-setting.ts";
import { outcomeOf } from "./setting-outcome.ts";

export const receiveRestore: SettingReceiver = {
  page: ({ paths, fields }) => paths.restore(countIn(fields, "number")),
  async receive({ room, by, subreddit, fields, seenRevision, paths }) {
    const number = countIn(fields, "number");
    const restored = await room.restore(by, { subreddit, number, seenRevision });
    if (restored === "unknown") return { kind: "saved", to: paths.history };
    if (restored === "in-force") return outcomeOf(null, paths.history);
    return outcomeOf(restored, paths.history);
  },
};
