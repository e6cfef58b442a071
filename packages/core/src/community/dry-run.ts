import { z } from "zod";
import { type Decision, reasonCodes } from "../appeal/decision.ts";
import type { AppealFacts } from "../appeal/facts.ts";

/**
 * What the bot would have done about a conversation:
 * - `invite`: sent the redditor the link to the form, and put the conversation away until it is sent.
 * - `note`: left its moderators a note.
 * - `nothing`: left it alone.
 * - `known`: it is at work on it already.
 */
export const dryRunSteps = ["invite", "note", "nothing", "known"] as const;

/** It names nobody: whose conversation it is, modmail tells those who may know. */
const dryRunFindingSchema = z.object({
  conversationId: z.string(),
  /** Its newest message, as ISO 8601. */
  updatedAt: z.string(),
  step: z.enum(dryRunSteps),
  /** Why; `null` for what it is at work on: the group that was drawn is no moderator's to know. */
  reason: z.enum(reasonCodes).exclude(["control"]).nullable(),
});
export const dryRunFindingsSchema = z.array(dryRunFindingSchema);
export type DryRunFinding = Readonly<z.infer<typeof dryRunFindingSchema>>;

/** What an explanation of a conversation comes to, for its moderators. */
export function dryRunFinding(
  { conversation, appeal, earlierAppeals, group }: AppealFacts,
  { reason, actions }: Decision,
): DryRunFinding {
  const { id: conversationId, lastUpdated } = conversation;
  const about = { conversationId, updatedAt: lastUpdated.toISOString() };
  if (appeal !== null || earlierAppeals.length > 0 || group !== null)
    return { ...about, step: "known", reason: null };
  const kinds = actions.map(({ kind }) => kind);
  const step = kinds.includes("send") ? "invite" : kinds.includes("note") ? "note" : "nothing";
  return { ...about, step, reason: reason === "control" ? "eligible" : reason };
}
