import type { DueReason } from "@appealmod/core";
import { bringChecksForward, endedProbations } from "@appealmod/db";
import { enqueueAll } from "@appealmod/jobs";
import { pausedCommunities } from "../accounts/accounts.ts";
import type { Bot } from "../compose.ts";
import { reportLateForms } from "../forms/report-late-forms.ts";
import { createServedCutoffs } from "./served-cutoffs.ts";

/** Appeals that one pass enqueues at most; the next pass takes the rest. */
const mostPerPass = 1000;

const jobReasons = {
  "form-submitted": "form",
  "decision-due": "decision",
  "effect-unsettled": "due",
  "check-due": "due",
} as const satisfies Record<DueReason, string>;

/** Enqueues appeals that are due; a waiting one that nothing happened to costs nothing. */
export function createStarted(bot: Bot): () => Promise<number> {
  const applyCutoffs = createCutoffs(bot);
  return async () => {
    await applyCutoffs();
    const { store, clock } = bot.ports;
    const due = await store.dueAppeals(clock.now(), mostPerPass, pausedCommunities(bot.accounts));
    const jobs = due.map(({ conversationId, subreddit, username, because }) => ({
      payload: { conversationId, subreddit, username, because: jobReasons[because] },
    }));
    await enqueueAll(bot.database.pool, "process-conversation", jobs);
    await remindOfProbations(bot);
    await reportLateForms(bot);
    return due.length;
  };
}

async function remindOfProbations({ database, ports, accounts }: Bot): Promise<void> {
  const asked = { limit: mostPerPass, paused: pausedCommunities(accounts) };
  const ended = await endedProbations(database, ports.clock.now(), asked);
  const jobs = ended.map(({ decisionId, conversationId, subreddit }) => ({
    payload: { decisionId, conversationId, subreddit },
  }));
  if (!ports.isDryRun) await enqueueAll(database.pool, "remind-of-probation", jobs);
}

/** When an appeal is checked was computed with the cutoff of its day; a lower one holds at once. */
function createCutoffs(bot: Bot): () => Promise<void> {
  const servedCutoffs = createServedCutoffs(bot);
  const applied = new Map<string, number>();
  return async () => {
    for (const { subreddit, days } of await servedCutoffs()) {
      if (days === null || applied.get(subreddit) === days) continue;
      await bringChecksForward(bot.database, subreddit, days);
      applied.set(subreddit, days);
    }
  };
}
