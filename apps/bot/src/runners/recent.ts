import { createHash } from "node:crypto";
import {
  type Conversation,
  isNameAmong,
  type ListedConversation,
  nameKey,
  RedditError,
  type RedditGateway,
} from "@appealmod/core";
import { createListingFollower, type ListingFollower, type ListingPass } from "@appealmod/engine";
import { enqueueAll } from "@appealmod/jobs";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";
import { probeCommunities } from "../jobs/probe-communities.ts";

/**
 * Follows an account's modmail listing; each pass enqueues what changed.
 *
 * @param isOnce one pass only: none follows soon, so that every conversation is to be
 * read before it is decided upon
 */
export function createRecent(
  bot: Bot,
  account: BotAccount,
  isOnce = false,
): () => Promise<ListingPass> {
  const { assignments, logins } = bot.accounts;
  let wasIdle = false;
  let mark = "";
  let follower: ListingFollower | null = null;
  return async () => {
    await bot.accounts.refresh();
    const isIdle = assignments.served().length === 0;
    if (isIdle && !wasIdle && account === bot.accounts.all[0]) notifyOfIdleBot(bot);
    wasIdle = isIdle;
    if (assignments.servedBy(account).length === 0) return nothing;
    if (logins.isRefused(account)) return nothing;
    const markNow = markOf(bot, account, await account.reddit.username());
    if (follower === null || mark !== markNow)
      follower = createFollower(bot, account, { mark: markNow, isOnce });
    mark = markNow;
    // A pass vouches for what it saw from its beginning on.
    await account.reddit.whenOpen();
    const pass = await follower.pass().catch((error) => onlyOneRefused(bot, account, error));
    await logins.accepted(account);
    return pass;
  };
}

const nothing: ListingPass = { changed: 0, requests: 0 };

function createFollower(
  bot: Bot,
  account: BotAccount,
  { mark, isOnce }: { readonly mark: string; readonly isOnce: boolean },
): ListingFollower {
  /** By how many milliseconds Reddit's clock is ahead of ours, as far as its dates show. */
  let ahead = 0;
  return createListingFollower({
    reddit: { ...account.reddit, listConversations: waitingListing(account) },
    store: bot.ports.store,
    clock: bot.ports.clock,
    cursorKey: mark,
    subreddits: () => bot.accounts.assignments.servedBy(account),
    lost: () => lostBy(bot, account),
    cutoffDays: bot.config.updateCutoff,
    enqueue: (changed, seenAt) => {
      const newest = Math.max(...changed.map(({ lastUpdated }) => lastUpdated.getTime()));
      ahead = Math.max(ahead, newest - bot.ports.clock.now().getTime());
      return enqueueChanged(bot, changed, {
        seen: isOnce ? null : { seenAt, cursorKey: mark },
        ahead,
      });
    },
  });
}

/** The listing is asked for whenever the budget allows it again: a scan is not begun anew for that. */
function waitingListing({ reddit }: BotAccount): RedditGateway["listConversations"] {
  return async (query) => {
    for (;;) {
      await reddit.whenOpen();
      try {
        return await reddit.listConversations(query);
      } catch (error) {
        const isShut = error instanceof RedditError && error.kind === "rate-limited";
        if (!isShut || reddit.isOpen()) throw error;
      }
    }
  };
}

/**
 * Under which name it is kept how far the listing was seen: another one for each set of
 * communities. One that joins is thereby looked through from its beginning.
 */
function markOf(bot: Bot, account: BotAccount, name: string): string {
  const served = bot.accounts.assignments.servedBy(account).map(nameKey).toSorted();
  return `${name}/${createHash("sha256").update(served.join()).digest("hex").slice(0, 12)}`;
}

function lostBy(bot: Bot, account: BotAccount): readonly string[] {
  const served = bot.accounts.assignments.servedBy(account);
  return bot.communityIssues.current().filter((subreddit) => isNameAmong(subreddit, served));
}

/** Where Reddit refuses the only community, there is nothing else to read: it is named. */
async function onlyOneRefused(bot: Bot, account: BotAccount, error: unknown): Promise<never> {
  const [only, ...others] = bot.accounts.assignments.servedBy(account);
  const isRefusal =
    error instanceof RedditError && ["forbidden", "not-found", "refused"].includes(error.kind);
  if (!isRefusal || only === undefined || others.length > 0) throw error;
  await probeCommunities(bot.database, [only], bot.communityIssues);
  const { kind, endpoint, status } = error;
  const cure = error.kind === "refused" ? " Check that this is its name." : "";
  const message = `r/${only} cannot be served.${cure} ${error.message}`;
  throw new RedditError(message, { kind, endpoint, status, cause: error });
}

/** Serving nobody is never what was meant; serving all that the account moderates might not be either. */
function notifyOfIdleBot({ ports }: Bot): void {
  ports.events.record({
    event: "no-community",
    level: "warn",
    audience: "alert",
    message:
      "There is no community to serve: name some in the setting subreddits (APPEALMOD_SUBREDDITS), or with pnpm appealmod serve.",
    runner: "recent",
    at: ports.clock.now(),
  });
}

async function enqueueChanged(
  bot: Bot,
  changed: readonly Conversation[],
  {
    seen,
    ahead,
  }: { readonly seen: Omit<ListedConversation, "conversation"> | null; readonly ahead: number },
): Promise<void> {
  const jobs = changed.map((conversation) => ({
    payload: {
      conversationId: conversation.id,
      subreddit: conversation.subreddit,
      username: conversation.appellant?.name ?? null,
      because: "listing" as const,
      ...(seen ? { listed: { conversation, ...seen } } : {}),
    },
    // Those that have waited longest go first, from whatever page or pass.
    waitingSince: new Date(conversation.lastUpdated.getTime() - ahead),
  }));
  await enqueueAll(bot.database.pool, "process-conversation", jobs);
}
