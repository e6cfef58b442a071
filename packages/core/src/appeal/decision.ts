import { z } from "zod";
import { type Action, actionSchema } from "./action.ts";

/** Why the policy decided as it did; the first rule that applies names it. */
export const reasonCodes = [
  "no-appellant",
  "nothing-from-appellant",
  "user-deleted",
  "user-suspended",
  "handled-by-other-bot",
  "not-banned",
  "temporary-ban",
  "human-involved",
  "autoban",
  "no-reason",
  "too-old",
  "control",
  "eligible",
  "moderator-decision",
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** How the parts of a decision are stored. */
export const reasonCodeSchema = z.enum(reasonCodes);
export const decidedActionsSchema = z.array(actionSchema);

/**
 * What the policy answers: the value that is carried out, logged, shown on the site,
 * counted by the researcher and posted to Slack.
 */
export interface Decision {
  readonly reason: ReasonCode;
  /** In the order in which they are carried out. */
  readonly actions: readonly Action[];
}
