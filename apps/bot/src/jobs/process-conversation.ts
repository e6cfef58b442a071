import {
  type ListedConversation,
  parseListedConversation,
  RedditError,
  Snooze,
} from "@appealmod/core";
import { isListingFollowed, type Processed, processConversation } from "@appealmod/engine";
import { enqueue, type JobContext, type JobPayload } from "@appealmod/jobs";
import type { BotAccount } from "../accounts/bot-account.ts";
import { type Bot, enginePorts } from "../compose.ts";
import { refreshSubreddit } from "./refresh-subreddit.ts";

/** How long a community without the permissions that the bot needs is left alone. */
const forbiddenDelayMs = 60_000;
/** The same where a form was sent: it reaches people within a minute of the permission. */
const forbiddenFormDelayMs = 25_000;

/** Processes one conversation; what cannot go on now is snoozed. */
export async function processConversationJob(
  bot: Bot,
  account: BotAccount,
  payload: JobPayload<"process-conversation">,
  context: Pick<JobContext, "waitedBecause" | "isReplaced">,
): Promise<void> {
  try {
    const { conversationId, subreddit } = payload;
    const listed = await unchangedListed(bot, payload.listed, context);
    const ports = enginePorts(bot, account);
    const processed = await processConversation(ports, { conversationId, subreddit, listed });
    await lookAgain(bot, payload, processed);
    await recheckIssue(bot, payload.subreddit);
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    if (error.kind === "forbidden") {
      await identifyIssue(bot, account, { subreddit: payload.subreddit, refusal: error.message });
      const isWaitedFor = payload.because === "form" || payload.because === "decision";
      const delayMs = isWaitedFor ? forbiddenFormDelayMs : forbiddenDelayMs;
      throw new Snooze(error.message, delayMs * (1 + Math.random()), error);
    }
    throw error;
  }
}

/** Of one conversation one job waits: this one may have been it that was to begin a decision later. */
async function lookAgain(
  { database }: Bot,
  { listed: _, ...payload }: JobPayload<"process-conversation">,
  processed: Processed | null,
): Promise<void> {
  const runAt = processed?.decisionBeginsAt;
  if (!runAt) return;
  const decided = { ...payload, because: "decision" } as const;
  await enqueue(database.pool, "process-conversation", decided, { runAt });
}

/** How long what a listing showed is taken for the present without anybody vouching for it. */
const presentMs = 3_000;

/**
 * What the listing showed of the conversation, if nothing can have happened to it since. Where
 * an earlier try had to wait, more may have changed than a listing shows: an account
 * may have been suspended, for one.
 */
async function unchangedListed(
  { ports }: Bot,
  json: unknown,
  { waitedBecause, isReplaced }: Pick<JobContext, "waitedBecause" | "isReplaced">,
): Promise<ListedConversation | null> {
  const listed = parseListedConversation(json);
  if (listed === null) return null;
  if (ports.clock.now().getTime() - listed.seenAt.getTime() < presentMs) return listed;
  if (waitedBecause !== null || listed.cursorKey === undefined) return null;
  // In this order: a pass enqueues what changed before it is recorded that it took place.
  if (!(await isListingFollowed(ports, listed.cursorKey))) return null;
  return (await isReplaced()) ? null : listed;
}

/**
 * Reads the community's permissions, so that one issue has one description whichever job meets
 * it; where the permissions explain nothing, Reddit's refusal describes it.
 */
async function identifyIssue(
  bot: Bot,
  account: BotAccount,
  { subreddit, refusal }: { readonly subreddit: string; readonly refusal: string },
): Promise<void> {
  const isKnown = () => hasIssue(bot, subreddit);
  if (isKnown()) return;
  await refreshSubreddit(bot, account, { subreddit }).catch(() => {});
  if (!isKnown()) await bot.communityIssues.open(subreddit, refusal);
}

function hasIssue(bot: Bot, subreddit: string): boolean {
  return bot.communityIssues.current().includes(subreddit.toLowerCase());
}

/** That one conversation went well does not say that the next will: the permissions do. */
async function recheckIssue(bot: Bot, subreddit: string): Promise<void> {
  if (!hasIssue(bot, subreddit)) return;
  await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}
