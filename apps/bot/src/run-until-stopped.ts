import { dayMs, hourMs } from "@appealmod/core";
import { enqueue, startWorker } from "@appealmod/jobs";
import { pausedCommunities, whyPaused } from "./accounts/accounts.ts";
import type { BotAccount } from "./accounts/bot-account.ts";
import { noteRates } from "./accounts/note-rates.ts";
import { retryLogins } from "./accounts/retry-logins.ts";
import { verifyLogins } from "./accounts/verify-login.ts";
import type { RunnerName } from "./arguments.ts";
import type { Bot } from "./compose.ts";
import { reportLateForms } from "./forms/report-late-forms.ts";
import { createHandlers, notifyOfJobs } from "./jobs/handlers.ts";
import { logStartupFindings } from "./log-startup-findings.ts";
import { atMostEvery } from "./runners/at-most-every.ts";
import { withErrorBoundary } from "./runners/error-boundary.ts";
import { findDeletedAccounts } from "./runners/find-deleted-accounts.ts";
import { createModerationLogPass } from "./runners/follow-moderation-log.ts";
import { createRecent } from "./runners/recent.ts";
import { type Repeated, repeat } from "./runners/repeat.ts";
import { applyRetention } from "./runners/retention.ts";
import { createStarted } from "./runners/started.ts";
import { createQueueWatch } from "./runners/watch-queue.ts";

/** Longest that a running job may take to end when the bot is told to stop; then it is freed. */
const graceMs = 800;
/** Freeing jobs takes a moment more; past this the bot ends all the same, and others free them. */
const stopWithinMs = 1_100;
/** Seconds. */
const checkQueueEvery = 10;
const noteRatesEveryMs = 60_000;
/** Seconds. */
const refreshAccountsEvery = 5;
/** Seconds. How often Reddit is really asked is for `ban_log_interval` to say. */
const readModerationLogEvery = 2;
/** Seconds. How often Reddit is really asked is for the logins to say. */
const retryLoginsEvery = 1;

/**
 * Runs until SIGTERM or SIGINT.
 *
 * @throws RedditError when Reddit refuses every login at the start
 */
export async function runUntilStopped(bot: Bot, runners: readonly RunnerName[]): Promise<void> {
  const stopped = stopSignal();
  const { accounts } = bot;
  const worker = await startWorker({
    pool: bot.database.pool,
    handlers: createHandlers(bot),
    concurrency: bot.config.workerConcurrency,
    paused: () => pausedCommunities(accounts),
    events: notifyOfJobs(bot),
  });
  const running: Repeated[] = [];
  void logStartupFindings(bot);
  try {
    for (const runner of runners) {
      recordStart(bot, runner);
      if (runner === "recent") running.push(...accounts.all.map((each) => startRecent(bot, each)));
      else running.push(startStarted(bot, runners.length === 1));
    }
    running.push(...accounts.all.map((each) => startModerationLog(bot, each)));
    running.push(watchQueue(bot), keepAccounts(bot), startLoginRetries(bot));
    const { allRefused } = accounts.logins;
    await Promise.race([stopped, allRefused, ...running.map((each) => each.ended)]);
  } finally {
    bot.ports.events.record({
      event: "runner-stopped",
      level: "info",
      audience: "detail",
      message: "The bot stops; what it had begun is finished or left for the next start.",
      at: bot.ports.clock.now(),
    });
    await Promise.race([
      Promise.all([worker.stop(graceMs), ...running.map((each) => each.stop())]),
      new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref()),
    ]);
  }
}

function recordStart(bot: Bot, runner: RunnerName): void {
  bot.ports.events.record({
    event: "runner-started",
    level: "info",
    audience: "milestone",
    message: `${runner} has started for ${whoIsServed(bot)}${bot.config.debug ? "; a dry run, nothing is written to Reddit" : ""}.`,
    runner,
    at: bot.ports.clock.now(),
  });
}

function whoIsServed({ accounts: { all, assignments } }: Bot): string {
  const listed = (subreddits: readonly string[]) =>
    subreddits.map((name) => `r/${name}`).join(", ") || "no community yet";
  if (all.length === 1) return listed(assignments.servedBy(all[0]));
  return all
    .map((account) => `${listed(assignments.servedBy(account))} as ${account.label}`)
    .join("; ");
}

function startRecent(bot: Bot, account: BotAccount): Repeated {
  const pass = createRecent(bot, account);
  return repeat(
    withErrorBoundary(bot, { runner: "recent", account }, async () => void (await pass())),
    bot.config.recentPollInterval,
  );
}

/** @param isAlone no other runner is in this process */
function startStarted(bot: Bot, isAlone: boolean): Repeated {
  const pass = createStarted(bot);
  const verify = isAlone ? () => verifyLogins(bot) : async () => {};
  const refresh = atMostEvery(bot.ports.clock, dayMs, () => refreshCommunities(bot));
  const tidy = atMostEvery(bot.ports.clock, dayMs, () => applyRetention(bot));
  const look = atMostEvery(bot.ports.clock, hourMs, () => lookForDeletedAccounts(bot));
  const all = async () => {
    await verify();
    await pass();
    await refresh();
    await tidy();
    await refreshCommunitiesWithIssues(bot);
    await look();
  };
  return repeat(
    withErrorBoundary(bot, { runner: "started" }, all),
    bot.config.dialogueUpdateInterval,
  );
}

/** By whichever process comes first: all of them know when the log was last read. */
function startModerationLog(bot: Bot, account: BotAccount): Repeated {
  const pass = createModerationLogPass(bot, account);
  const every = Math.min(readModerationLogEvery, bot.config.banLogInterval);
  return repeat(withErrorBoundary(bot, { runner: "recent", account }, pass), every);
}

function watchQueue(bot: Bot): Repeated {
  const check = createQueueWatch({
    ...bot,
    whyPaused: () => whyPaused(bot.accounts),
    paused: () => bot.accounts.assignments.paused(),
  });
  const note = atMostEvery(bot.ports.clock, noteRatesEveryMs, () => noteRates(bot));
  const watch = async () => {
    await check();
    await reportLateForms(bot);
    await note();
  };
  // An outage of the database is recorded by whoever needs it.
  return repeat(() => watch().catch(() => {}), checkQueueEvery);
}

/** Who serves a community can be changed at any time, by another process. */
function keepAccounts({ accounts }: Bot): Repeated {
  return repeat(() => accounts.refresh().catch(() => {}), refreshAccountsEvery);
}

function startLoginRetries(bot: Bot): Repeated {
  return repeat(() => retryLogins(bot).catch(() => {}), retryLoginsEvery);
}

/** With the account that comes first of those that can log in. */
async function lookForDeletedAccounts(bot: Bot): Promise<void> {
  const { all, logins } = bot.accounts;
  const account = all.find((each) => !logins.isRefused(each));
  if (account && !bot.config.debug) await findDeletedAccounts(bot, account);
}

async function refreshCommunities(bot: Bot): Promise<void> {
  await bot.accounts.refresh();
  for (const subreddit of bot.accounts.assignments.served())
    await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}

/** Soon after its moderators gave a permission back, a community is served again. */
async function refreshCommunitiesWithIssues(bot: Bot): Promise<void> {
  for (const subreddit of bot.communityIssues.current())
    await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
