import { RedditError } from "@appealmod/core";
import type { Bot } from "../compose.ts";
import { isLoginRefusal } from "./accounts.ts";
import type { BotAccount } from "./bot-account.ts";

/**
 * Finds out with one request whether Reddit lets an account in. Where Reddit cannot be asked,
 * nothing is known, and what was known stays.
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
