import { setTimeout as wait } from "node:timers/promises";
import { type Drained, drainJobs } from "@appealmod/jobs";
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
    if (runner === "recent") await createRecent(bot, await bot.ports.reddit.username())();
    else await createStarted(bot)();
  }
  await drain(bot);
}

async function drain(bot: Bot): Promise<void> {
  const handlers = createHandlers(bot);
  const events = tellJobs(bot);
  const until = Date.now() + patienceMs;
  const { pool } = bot.database;
  const { workerConcurrency: concurrency } = bot.config;
  const failures = new Map<string, unknown>();
  while (true) {
    const drained = await drainJobs({ pool, handlers, concurrency, events });
    for (const { job, error } of drained.failed) failures.set(job.name, error);
    const soonest = soonestWaiting(drained);
    if (soonest === null) return;
    if (soonest > until) throw incomplete(drained, failures);
    await wait(Math.max(10, soonest - Date.now()));
  }
}

function soonestWaiting({ waiting }: Drained): number | null {
  const times = waiting
    .filter(({ name }) => name === "process-conversation")
    .map(({ runAt }) => runAt.getTime());
  return times.length === 0 ? null : Math.min(...times);
}

function incomplete({ waiting }: Drained, failures: ReadonlyMap<string, unknown>): Incomplete {
  const reasons = [...failures.values()].map((error) =>
    error instanceof Error ? error.message : String(error),
  );
  return new Incomplete(
    [
      `${waiting.length} ${waiting.length === 1 ? "conversation" : "conversations"} could not be finished in this pass and will be taken up by the next.`,
      ...new Set(reasons),
    ].join("\n"),
  );
}
