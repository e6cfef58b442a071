import { isSameName } from "@appealmod/core";
import { lateForms, noteLateFormReported } from "@appealmod/db";
import { conversationAddress } from "@appealmod/engine";
import type { Bot } from "../compose.ts";

/** Notifies operators of each form that was sent and has not reached people, once. */
export async function reportLateForms(
  bot: Pick<Bot, "database" | "ports" | "accounts">,
): Promise<void> {
  const { clock, events } = bot.ports;
  const at = clock.now();
  const late = await lateForms(bot.database, at);
  for (const { appealId, conversationId, subreddit, username, submittedAt } of late) {
    // Its moderators have the bot do nothing there, and know.
    if (bot.accounts.assignments.paused().some((name) => isSameName(name, subreddit))) continue;
    if (!(await noteLateFormReported(bot.database, appealId, at))) continue;
    const minutes = Math.floor((at.getTime() - submittedAt.getTime()) / 60_000);
    events.record({
      event: "form-late",
      level: "warn",
      audience: "alert",
      message: `A form was sent ${minutes} minutes ago and has not reached the moderators: ${conversationAddress(conversationId)}. It is kept and tried on; \`pnpm appealmod appeal ${appealId}\` shows what was tried.`,
      appealId,
      conversationId,
      subreddit,
      username,
      at,
    });
  }
}
