import { z } from "zod";
import { type Decision, decidedActionsSchema, reasonCodeSchema } from "../appeal/decision.ts";
import type { RecordedDecision } from "../ports/appeal-store.ts";
import type { BotEvent } from "./bot-event.ts";

export const decidedEventName = "decided";

/** How the details of a decision's event are stored. */
export const decidedDetailsSchema = z.object({
  reason: reasonCodeSchema,
  actions: decidedActionsSchema,
  isDryRun: z.boolean(),
});

/** What the policy decided: the value itself, for whoever follows one conversation. */
export function decidedEvent({ decision, isDryRun, at, ...about }: RecordedDecision): BotEvent {
  const { conversationId, subreddit, username, appealId } = about;
  return {
    event: decidedEventName,
    level: "info",
    audience: "detail",
    message: `${decision.reason}: ${stepsOf(decision)}`,
    at,
    conversationId,
    subreddit,
    ...(username === null ? {} : { username }),
    ...(appealId === null ? {} : { appealId }),
    details: { reason: decision.reason, actions: decision.actions, isDryRun },
  };
}

function stepsOf({ actions }: Decision): string {
  return actions.map(({ key }) => key).join(", ") || "nothing to do";
}
