import { dayMs, longestCutoffDays } from "@appealmod/core";
import { forgetConversations, forgetWindows } from "@appealmod/db";
import { storesOfCopies } from "@appealmod/sinks";
import {
  deleteAnsweredSignUps,
  deleteOldAppeals,
  finishDeletions,
  keepReceipts,
  repeatPurges,
} from "@appealmod/use-cases";
import type { Bot } from "../compose.ts";
import { createServedCutoffs } from "./served-cutoffs.ts";

/** What is counted to keep a rate is counted by the hour at most. */
const countsLastDays = 2;

/** Days for which a conversation that never was an appeal is remembered, and decisions about it. */
const idleLastDays = 365;

/** Days for which a sign-up is kept after its sender was answered. */
const answeredSignUpsLastDays = 365;

/**
 * Deletes what is kept no longer. A conversation is deleted long after the listing is last scanned
 * as far back as that: else old mail would be taken for new.
 */
export async function applyRetention(bot: Bot): Promise<void> {
  const { database, ports, config } = bot;
  const now = ports.clock.now().getTime();
  const daysAgo = (days: number) => new Date(now - days * dayMs);
  // Nobody knows the cutoff of a community whose settings cannot be read: it may be the longest.
  const cutoffs = (await createServedCutoffs(bot)()).map(({ days }) => days ?? longestCutoffDays);
  const longest = Math.max(config.updateCutoff, ...cutoffs);
  if (config.appealRetention > 0) {
    const closedBefore = monthsBefore(now, config.appealRetention);
    const at = new Date(now);
    await deleteOldAppeals(bot, { kind: "program" }, { closedBefore, at });
  }
  await deleteAnsweredSignUps(
    bot,
    { kind: "program" },
    { answeredBefore: daysAgo(answeredSignUpsLastDays), at: new Date(now) },
  );
  await keepReceipts(bot, config.dataDir);
  await repeatPurges(bot, { kind: "program" }, bot.tombstone, new Date(now));
  await finishDeletions(bot, storesOfCopies(config), new Date(now));
  await forgetWindows(database, daysAgo(countsLastDays));
  await forgetConversations(database, daysAgo(Math.max(idleLastDays, 2 * longest)));
}

function monthsBefore(now: number, months: number): Date {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
