import { type Conversation, type DryRunFinding, dryRunFinding, isSameName } from "@appealmod/core";
import { explainConversation } from "@appealmod/engine";
import type { JobPayload } from "@appealmod/jobs";
import { recordDryRun } from "@appealmod/use-cases";
import type { BotAccount } from "../accounts/bot-account.ts";
import { type Bot, enginePorts } from "../compose.ts";

/** Conversations that are looked at; each costs two requests at most. */
const mostConversations = 20;
/** Pages of the listing, which has the account's other communities in it as well. */
const mostPages = 3;

/** Finds out what the bot would do about a community's last conversations. Nothing is done or claimed. */
export async function dryRunCommunity(
  bot: Bot,
  account: BotAccount,
  { subreddit }: JobPayload<"dry-run-community">,
): Promise<void> {
  const ports = { ...enginePorts(bot, account), register: account.register };
  const findings: DryRunFinding[] = [];
  for (const { id } of await lastConversations(account, subreddit)) {
    const explained = await explainConversation(ports, id);
    if (explained) findings.push(dryRunFinding(explained.facts, explained.decision));
  }
  const at = ports.clock.now();
  await recordDryRun(bot, { kind: "program" }, { subreddit, findings, trouble: null, at });
}

async function lastConversations(
  { reddit }: BotAccount,
  subreddit: string,
): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < mostPages && found.length < mostConversations; pages += 1) {
    const page = await reddit.listConversations({ subreddits: [subreddit], after, limit: 100 });
    found.push(...page.conversations.filter((one) => isSameName(one.subreddit, subreddit)));
    if (page.last === null) break;
    after = page.last;
  }
  return found.slice(0, mostConversations);
}
