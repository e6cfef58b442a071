import type { BotEvent } from "@appealmod/core";

export const slackChannels = ["main", "steps", "alerts", "errors", "logging"] as const;

export type SlackChannel = (typeof slackChannels)[number];

/** Who hears of an event. What anybody hears, `logging` hears as well. */
export function channelsFor({
  audience,
  conversationId,
}: Pick<BotEvent, "audience" | "conversationId">): readonly SlackChannel[] {
  switch (audience) {
    case "detail":
      return [];
    case "step":
      return ["steps", "logging"];
    case "milestone":
      // The finished step of an appeal is a step of its conversation, too; a start is none.
      return conversationId === undefined ? ["main", "logging"] : ["main", "steps", "logging"];
    case "alert":
      return ["alerts", "logging"];
    case "error":
      return ["errors", "logging"];
  }
}
