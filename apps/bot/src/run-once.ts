import { setTimeout as wait } from "node:timers/promises";
import { drainJobs, type JobEvents } from "@appealmod/jobs";
import type { RunnerName } from "./arguments.ts";
import type { Bot } from "./compose.ts";
import { createHandlers, tellJobs } from "./jobs/handlers.ts";
import { Incomplete } from "./report-failure.ts";
import { createRecent } from "./runners/recent.ts";
import { createStarted } from "./runners/started.ts";

/** Jobs that come back this soon belong to the pass; it waits for them. */
const patienceMs = 60_000;

/**
 * One pass of each runner, and all jobs that it caused.
 *
 * @throws Incomplete naming what could not be finished
 */
export async function runOnce(bot: Bot, runners: readonly RunnerName[]): Promise<void> {
  for (const runner of runners) {
    if (runner === "recent") await createRecent(bot, await bot.ports.reddit.username(), true)();
    else await createStarted(bot)();
  }
  await drain(bot);
}

async function drain(bot: Bot): Promise<void> {
  const handlers = createHandlers(bot);
  const reasons = new Map<string, string>();
  const events = remembering(tellJobs(bot), reasons);
  const until = Date.now() + patienceMs;
  const { pool } = bot.database;
  const { workerConcurrency: concurrency } = bot.config;
  while (true) {
    const drained = await drainJobs({ pool, handlers, concurrency, events });
    const conversations = drained.waiting.filter(({ name }) => name === "process-conversation");
    const [soonest] = conversations.map(({ runAt }) => runAt.getTime()).toSorted((a, b) => a - b);
    if (soonest === undefined) return;
    if (soonest > until) throw incomplete(conversations.length, reasons);
    await wait(Math.max(10, soonest - Date.now()));
  }
}

/** Keeps the latest reason why each job was put off, for whoever asks why the pass is not complete. */
function remembering(events: JobEvents, reasons: Map<string, string>): JobEvents {
  return {
    ...events,
    onDone(job) {
      reasons.delete(job.id);
      events.onDone?.(job);
    },
    onFailed(job, error, retry) {
      reasons.set(job.id, error instanceof Error ? error.message : String(error));
      events.onFailed?.(job, error, retry);
    },
    onPostponed(job, reason, delayMs) {
      reasons.set(job.id, reason.message);
      events.onPostponed?.(job, reason, delayMs);
    },
  };
}

function incomplete(count: number, reasons: ReadonlyMap<string, string>): Incomplete {
  return new Incomplete(
    [
      `${count} ${count === 1 ? "conversation" : "conversations"} could not be finished in this pass and will be taken up by the next.`,
      ...new Set(reasons.values()),
    ].join("\n"),
  );
}
