import type { Bot } from "../compose.ts";
import type { BotAccount } from "./bot-account.ts";
import { verifyLogin } from "./verify-login.ts";

/**
 * Tries the accounts again that Reddit refused, those whose cooldown is over. Also those that
 * have no community to listen in: open appeals of communities that were left go on.
 */
export async function retryLogins(bot: Bot): Promise<void> {
  const { all, logins } = bot.accounts;
  const isDue = (account: BotAccount) => logins.isRefused(account) && logins.isCooledDown(account);
  await Promise.all(all.filter(isDue).map((account) => verifyLogin(bot, account)));
}
