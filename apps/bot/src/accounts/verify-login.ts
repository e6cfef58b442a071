import { RedditError } from "@appealmod/core";
import { accountsThatListened } from "@appealmod/db";
import type { Bot } from "../compose.ts";
import { isLoginRefusal } from "./accounts.ts";
import type { BotAccount } from "./bot-account.ts";

/** An account that another process listened with this long ago needs no request to be verified. */
const verifiedForMs = 60_000;

/**
 * `recent` logs in with its first pass; `started` alone may have nothing to ask for days, and
 * wrong credentials are to be known at the start. Where another process listens with an account,
 * its login is known to be good.
 */
export async function verifyLogins(bot: Bot): Promise<void> {
  const { all, logins } = bot.accounts;
  const unknown = all.filter((each) => !logins.wasAccepted(each) && !logins.isRefused(each));
  if (unknown.length === 0) return;
  const since = new Date(bot.ports.clock.now().getTime() - verifiedForMs);
  const listening = await accountsThatListened(bot.database, since);
  const unsure = unknown.filter(({ key }) => key === null || !listening.includes(key));
  await Promise.all(unsure.map((account) => verifyLogin(bot, account)));
}

/**
 * Finds out with one request whether Reddit lets an account in. Where Reddit cannot be reached,
 * what was known stays.
 */
export async function verifyLogin({ accounts }: Bot, account: BotAccount): Promise<void> {
  const { assignments, logins } = accounts;
  try {
    const subreddits = assignments.servedBy(account);
    await account.reddit.listConversations({ subreddits, after: null, limit: 1 });
  } catch (error) {
    if (isLoginRefusal(error)) return await logins.refused(account, error);
    if (!(error instanceof RedditError)) throw error;
    if (error.kind === "unreachable" || error.kind === "rate-limited") return;
  }
  await logins.accepted(account);
}
