import { setTimeout as wait } from "node:timers/promises";
import { isNameAmong } from "@appealmod/core";
import { drainJobs, type JobEvents, type WaitingJob } from "@appealmod/jobs";
import { isLoginRefusal, pausedCommunities, whyPaused } from "./accounts/accounts.ts";
import type { BotAccount } from "./accounts/bot-account.ts";
import { retryLogins } from "./accounts/retry-logins.ts";
import type { RunnerName } from "./arguments.ts";
import type { Bot } from "./compose.ts";
import { createHandlers, notifyOfJobs } from "./jobs/handlers.ts";
import { Incomplete } from "./report-failure.ts";
import { createRecent } from "./runners/recent.ts";
import { createStarted } from "./runners/started.ts";

/** Jobs that come back this soon belong to the pass; it waits for them. */
const longestWaitMs = 60_000;

/** How often it is seen to whether a refused account may be tried again. */
const tryLoginsEveryMs = 1_000;

/**
 * One pass of each runner, and all jobs that it caused. An account that fails keeps no other
 * from its pass.
 *
 * @throws Incomplete naming what could not be finished
 * @throws whatever ended the pass of the only account, or of each
 */
export async function runOnce(bot: Bot, runners: readonly RunnerName[]): Promise<void> {
  const failures: string[] = [];
  for (const runner of runners) {
    if (runner === "recent") failures.push(...(await listenOnce(bot)));
    else await createStarted(bot)();
  }
  await drain(bot, failures);
}

/** @returns what went wrong, for each account that failed */
async function listenOnce(bot: Bot): Promise<readonly string[]> {
  const { all, logins } = bot.accounts;
  const failures: { readonly error: unknown; readonly message: string }[] = [];
  const listen = async (account: BotAccount) => {
    try {
      await createRecent(bot, account, true)();
    } catch (error) {
      if (isLoginRefusal(error)) await logins.refused(account, error);
      const reason = error instanceof Error ? error.message : String(error);
      failures.push({ error, message: `${account.label}: ${reason}` });
    }
  };
  await Promise.all(all.map(listen));
  if (failures.length === all.length) throw failures[0]?.error;
  return failures.map(({ message }) => message);
}

async function drain(bot: Bot, failures: readonly string[]): Promise<void> {
  const { accounts } = bot;
  const { assignments } = accounts;
  const handlers = createHandlers(bot);
  const reasons = new Map<string, string>();
  const events = remembering(notifyOfJobs(bot), reasons);
  const until = Date.now() + longestWaitMs;
  const { pool } = bot.database;
  const { workerConcurrency: concurrency } = bot.config;
  const paused = () => pausedCommunities(accounts);
  while (true) {
    const drained = await drainJobs({ pool, handlers, concurrency, events, paused });
    // What its moderators have paused waits for them.
    const left = drained.waiting.filter(
      ({ name, subreddit }) =>
        name === "process-conversation" && !isNameAmong(subreddit ?? "", assignments.paused()),
    );
    if (left.length === 0 && failures.length === 0) return;
    const hopes = left.flatMap((job) => hopeFor(bot, job, until));
    if (hopes.length === 0) {
      const why = [...failures, ...new Set(reasons.values()), ...whyPaused(accounts)];
      throw incomplete(left.length, why);
    }
    await Promise.race(hopes);
  }
}

/** Resolves when it is worth another try; nothing where that is not to be waited for. */
function hopeFor(bot: Bot, job: WaitingJob, until: number): readonly Promise<void>[] {
  const { assignments, logins } = bot.accounts;
  const account = assignments.accountFor(job.subreddit ?? "");
  if (account === null) return [];
  if (logins.isRefused(account)) {
    // Whoever was let in a moment ago may be refused in passing.
    const isHopeless = !logins.wasAccepted(account) || Date.now() > until;
    return isHopeless ? [] : [wait(tryLoginsEveryMs).then(() => retryLogins(bot))];
  }
  if (!account.reddit.isOpen()) return [account.reddit.whenOpen()];
  const at = job.runAt.getTime();
  return at > until ? [] : [wait(Math.max(10, at - Date.now()))];
}

/** Keeps the latest reason why each job was snoozed, for whoever asks why the pass is not complete. */
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
    onSnoozed(job, reason, delayMs) {
      reasons.set(job.id, reason.message);
      events.onSnoozed?.(job, reason, delayMs);
    },
  };
}

function incomplete(count: number, reasons: readonly string[]): Incomplete {
  const left =
    count === 0
      ? "The pass is not complete."
      : `${count} ${count === 1 ? "conversation" : "conversations"} could not be finished in this pass and will be taken up by the next.`;
  return new Incomplete([left, ...reasons].join("\n"));
}
