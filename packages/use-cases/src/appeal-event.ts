import { type Actor, type BotEvent, eventActor } from "@appealmod/core";

interface AppealPlace {
  readonly appealId: string;
  readonly conversationId: string;
  readonly subreddit: string;
  readonly username: string;
}

/** An event of one appeal, with all that helps to find it and nothing of what was written. */
export function appealEvent(
  actor: Actor,
  { appealId, conversationId, subreddit, username }: AppealPlace,
  event: Pick<BotEvent, "event" | "message" | "at"> & Partial<Pick<BotEvent, "audience">>,
): BotEvent {
  return {
    level: "info",
    audience: "detail",
    actor: eventActor(actor),
    ...{ appealId, conversationId, subreddit, username },
    ...event,
  };
}
