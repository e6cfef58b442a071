import { findEndedProbation, noteReminded } from "@appealmod/db";
import { remindOfProbation } from "@appealmod/engine";
import type { JobPayload } from "@appealmod/jobs";
import type { BotAccount } from "../accounts/bot-account.ts";
import { type Bot, enginePorts } from "../compose.ts";

/** Leaves the note that a probation is over, and remembers that it did. */
export async function remindOfProbationJob(
  bot: Bot,
  account: BotAccount,
  { decisionId }: JobPayload<"remind-of-probation">,
): Promise<void> {
  const probation = await findEndedProbation(bot.database, decisionId);
  if (!probation || bot.ports.isDryRun) return;
  await remindOfProbation(enginePorts(bot, account), probation);
  await noteReminded(bot.database, decisionId, bot.ports.clock.now());
}
