import { RedditError } from "@appealmod/core";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";

/**
 * Reads an account's moderation log, unless that was done within the interval, by whichever process
 * and for whatever reason. An unreachable Reddit is reported by others.
 */
export function createModerationLogPass(bot: Bot, account: BotAccount): () => Promise<void> {
  const { assignments, logins } = bot.accounts;
  const intervalMs = bot.config.banLogInterval * 1000;
  let triedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = bot.ports.clock.now().getTime();
    if (now - triedAt < intervalMs) return;
    if (assignments.servedBy(account).length === 0 || logins.isRefused(account)) return;
    if (!account.reddit.isOpen()) return;
    try {
      const position = await account.moderationLog.look(new Date(now - intervalMs));
      triedAt = position?.readAt.getTime() ?? now;
    } catch (error) {
      triedAt = now;
      if (!(error instanceof RedditError)) throw error;
    }
  };
}
