import { RedditError } from "@appealmod/core";
import { forgetWindows } from "@appealmod/db";
import { enqueue, startWorker } from "@appealmod/jobs";
import type { RunnerName } from "./arguments.ts";
import type { Bot } from "./compose.ts";
import { createHandlers, tellJobs } from "./jobs/handlers.ts";
import { daily } from "./runners/daily.ts";
import { guardedPass } from "./runners/guarded-pass.ts";
import { createRecent } from "./runners/recent.ts";
import { type Repeated, repeat } from "./runners/repeat.ts";
import { createStarted } from "./runners/started.ts";
import { createQueueWatch } from "./runners/watch-queue.ts";

/** Longest that a job in hand may take to end when the bot is told to stop; then it is freed. */
const graceMs = 800;
/** Freeing jobs takes a moment more; past this the bot ends all the same, and others free them. */
const stopWithinMs = 1200;
/** Seconds. */
const lookAtQueueEvery = 10;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Runs until SIGTERM or SIGINT.
 *
 * @throws RedditError when Reddit refuses the login at the start
 */
export async function runUntilStopped(bot: Bot, runners: readonly RunnerName[]): Promise<void> {
  const stopped = stopSignal();
  const account = await bot.ports.reddit.username();
  const worker = await startWorker({
    pool: bot.database.pool,
    handlers: createHandlers(bot),
    concurrency: bot.config.workerConcurrency,
    events: tellJobs(bot),
  });
  const running: Repeated[] = [];
  try {
    for (const runner of runners) {
      const isAlone = runners.length === 1;
      running.push(startRunner({ bot, runner, account, isAlone }));
    }
    running.push(watchQueue(bot));
    await Promise.race([stopped, ...running.map((each) => each.ended)]);
  } finally {
    bot.ports.events.record({
      event: "runner-stopped",
      level: "info",
      audience: "detail",
      message: "The bot stops; what it had in hand is finished or left for the next start.",
      at: bot.ports.clock.now(),
    });
    await Promise.race([
      Promise.all([worker.stop(graceMs), ...running.map((each) => each.stop())]),
      new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref()),
    ]);
  }
}

function startRunner({
  bot,
  runner,
  account,
  isAlone,
}: {
  readonly bot: Bot;
  readonly runner: RunnerName;
  readonly account: string;
  /** No other runner is in this process. */
  readonly isAlone: boolean;
}): Repeated {
  const { recentPollInterval, dialogueUpdateInterval } = bot.config;
  bot.ports.events.record({
    event: "runner-started",
    level: "info",
    audience: "milestone",
    message: `${runner} has started for ${
      bot
        .servedSubreddits()
        .map((name) => `r/${name}`)
        .join(", ") || "no community yet"
    }${bot.config.debug ? "; a dry run, nothing is written to Reddit" : ""}.`,
    runner,
    at: bot.ports.clock.now(),
  });
  if (runner === "recent") {
    const pass = createRecent(bot, account);
    return repeat(
      guardedPass(bot, runner, async () => void (await pass())),
      recentPollInterval,
    );
  }
  const pass = createStarted(bot);
  const prove = isAlone ? once(() => proveLogin(bot)) : async () => {};
  const refresh = daily(bot.ports.clock, () => refreshCommunities(bot));
  const tidy = daily(bot.ports.clock, () => forgetOldCounts(bot));
  const all = async () => {
    await prove();
    await pass();
    await refresh();
    await tidy();
    await refreshTroubled(bot);
  };
  return repeat(guardedPass(bot, runner, all), dialogueUpdateInterval);
}

function watchQueue(bot: Bot): Repeated {
  const look = createQueueWatch(bot);
  // Without a database whoever works with it tells of that.
  return repeat(() => look().catch(() => {}), lookAtQueueEvery);
}

/**
 * `recent` logs in with its first look; `started` alone may have nothing to ask for days, and
 * wrong credentials are to be known at the start.
 *
 * @throws RedditError `login-refused`
 */
async function proveLogin({ ports, servedSubreddits }: Bot): Promise<void> {
  const look = { subreddits: servedSubreddits(), after: null, limit: 1 };
  await ports.reddit.listConversations(look).catch((error: unknown) => {
    if (error instanceof RedditError && error.kind === "login-refused") throw error;
  });
}

async function refreshCommunities(bot: Bot): Promise<void> {
  await bot.refreshServed();
  for (const subreddit of bot.servedSubreddits())
    await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}

/** Soon after its moderators gave a permission back, a community is served again. */
async function refreshTroubled(bot: Bot): Promise<void> {
  for (const subreddit of bot.communityTroubles.current())
    await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}

/** What is counted to keep a rate is counted by the hour at most. */
async function forgetOldCounts({ database, ports }: Bot): Promise<void> {
  await forgetWindows(database, new Date(ports.clock.now().getTime() - 2 * dayMs));
}

function once(work: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (!isDone) await work();
    isDone = true;
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
