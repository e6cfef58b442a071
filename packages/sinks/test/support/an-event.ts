import type { BotEvent } from "@appealmod/core";
import { cast, noon } from "@appealmod/core/testing";

/** An event as the bot records it. */
export function anEvent(overrides: Partial<BotEvent> = {}): BotEvent {
  return {
    event: "invite-sent",
    level: "info",
    audience: "step",
    message: "The invite was sent.",
    at: noon,
    runner: "recent",
    subreddit: cast.subreddit,
    conversationId: "abc12",
    ...overrides,
  };
}
