import { randomBytes } from "node:crypto";
import { type SavedReply, savedReplySchema } from "@appealmod/core";
import { oneValue } from "../posted-fields.ts";
import { postedOrder } from "./posted-order.ts";
import { problemsIn } from "./problems-in.ts";
import type { SettingReceiver } from "./receive-setting.ts";
import { outcomeOf } from "./setting-outcome.ts";

export const receiveReply: SettingReceiver = {
  isChecked: true,
  page: ({ paths, fields }) => paths.reply(replyId(oneValue(fields, "id"))),
  async receive({ room, by, subreddit, fields, seenRevision, paths }) {
    if (oneValue(fields, "intent") === "preview") return { kind: "kept", problems: [] };
    const id = replyId(oneValue(fields, "id"));
    const written = (name: string) => oneValue(fields, name).replace(/\r\n?/g, "\n");
    try {
      const reply: SavedReply = savedReplySchema.parse({
        id: id === "" ? randomBytes(6).toString("hex") : id,
        title: written("title"),
        language: written("language"),
        suits: written("suits"),
        text: written("text"),
      });
      const change = { kind: "put", reply } as const;
      const revised = await room.changeReplies(by, { subreddit, change, seenRevision });
      return outcomeOf(revised, paths.replies);
    } catch (error) {
      // Of the reply itself the last part of the path is its field, also within the whole list.
      const problems = problemsIn(error, "text", (path) => {
        const last = path.at(-1);
        return typeof last === "string" ? last : undefined;
      });
      return { kind: "kept", problems };
    }
  },
};

export const receiveReplyOrder: SettingReceiver = {
  page: ({ paths }) => paths.replies,
  async receive({ room, by, subreddit, fields, seenRevision, paths }) {
    const { settings } = await room.configuration(by, subreddit);
    const ids = postedOrder(
      fields,
      settings.savedReplies.map(({ id }) => id),
    );
    const change = { kind: "order", ids } as const;
    const revised = await room.changeReplies(by, { subreddit, change, seenRevision });
    return outcomeOf(revised, paths.replies);
  },
};

export const receiveReplyRemoval: SettingReceiver = {
  page: ({ paths, fields }) => paths.removeReply(replyId(oneValue(fields, "id"))),
  async receive({ room, by, subreddit, fields, seenRevision, paths }) {
    const change = { kind: "remove", id: replyId(oneValue(fields, "id")) } as const;
    const revised = await room.changeReplies(by, { subreddit, change, seenRevision });
    return outcomeOf(revised, paths.replies);
  },
};

/** Empty for a reply that is new. */
function replyId(written: string): string {
  return /^[a-z0-9-]{1,40}$/.test(written) ? written : "";
}
