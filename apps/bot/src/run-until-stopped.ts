import { RedditError } from "@appealmod/core";
import { isConnectionFailure } from "@appealmod/db";
import { enqueue, startWorker } from "@appealmod/jobs";
import type { RunnerName } from "./arguments.ts";
import type { Bot } from "./compose.ts";
import { createHandlers, tellJobs } from "./jobs/handlers.ts";
import { createRecent } from "./runners/recent.ts";
import { type Repeated, repeat } from "./runners/repeat.ts";
import { createStarted } from "./runners/started.ts";

/** Longest that a job in hand may take to end when the bot is told to stop; then it is freed. */
const graceMs = 800;
/** Freeing jobs takes a moment more; past this the bot ends all the same, and others free them. */
const stopWithinMs = 1200;
const day = 24 * 60 * 60;

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
    for (const runner of runners) running.push(startRunner(bot, runner, account));
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

function startRunner(bot: Bot, runner: RunnerName, account: string): Repeated {
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
      guarded(bot, runner, async () => void (await pass())),
      recentPollInterval,
    );
  }
  const pass = createStarted(bot);
  const refresh = daily(bot, () => refreshCommunities(bot));
  const both = async () => {
    await pass();
    await refresh();
  };
  return repeat(guarded(bot, runner, both), dialogueUpdateInterval);
}

/** A pass that fails is told of and taken again; only a login refused at the start ends the bot. */
function guarded(bot: Bot, runner: RunnerName, pass: () => Promise<void>): () => Promise<void> {
  let hasSucceeded = false;
  return async () => {
    try {
      await pass();
      hasSucceeded = true;
    } catch (error) {
      const isRefused = error instanceof RedditError && error.kind === "login-refused";
      if (isRefused && !hasSucceeded) throw error;
      const isOutage =
        isConnectionFailure(error) ||
        (error instanceof RedditError && ["unreachable", "rate-limited"].includes(error.kind));
      bot.ports.events.record({
        event: "pass-failed",
        level: isOutage ? "warn" : "error",
        audience: isOutage ? "alert" : "error",
        message: `A pass of ${runner} failed and is taken again: ${error instanceof Error ? error.message : String(error)}`,
        runner,
        error,
        at: bot.ports.clock.now(),
      });
    }
  };
}

async function refreshCommunities(bot: Bot): Promise<void> {
  await bot.refreshServed();
  for (const subreddit of bot.servedSubreddits())
    await enqueue(bot.database.pool, "refresh-subreddit", { subreddit });
}

function daily(bot: Bot, work: () => Promise<void>): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = bot.ports.clock.now().getTime() / 1000;
    if (now - last < day) return;
    await work();
    last = now;
  };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
