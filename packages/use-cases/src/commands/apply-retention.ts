import { dayMs, longestCutoffDays, type Program } from "@appealmod/core";
import { forgetConversations, forgetWindows } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import type { Tombstone } from "../tombstone.ts";
import { deleteAnsweredSignUps } from "./delete-answered-sign-ups.ts";
import { deleteOldAppeals } from "./delete-old-appeals.ts";
import { type DeleteCopies, finishDeletions } from "./finish-deletions.ts";
import { keepReceipts } from "./keep-receipts.ts";
import { repeatPurges } from "./repeat-purges.ts";

/** What is counted to keep a rate is counted by the hour at most. */
const countsLastDays = 2;

/** Days for which a conversation that never was an appeal is remembered, and decisions about it. */
const idleLastDays = 365;

/** Days for which a sign-up is kept after its sender was answered. */
const answeredSignUpsLastDays = 365;

export interface Retention {
  /** Months for which a closed appeal is kept; 0 keeps it. */
  readonly appealRetention: number;
  /** The cutoff of each community that is served, in days; `null` where nobody knows it. */
  readonly cutoffs: readonly (number | null)[];
  readonly dataDir: string;
  readonly tombstone: Tombstone;
  readonly stores: readonly DeleteCopies[];
  readonly at: Date;
}

/** How much went, by what it was. */
export interface Retained {
  readonly appeals: number;
  readonly signUps: number;
  /** People who were purged before, and were here again. */
  readonly purged: number;
}

/**
 * Deletes what is kept no longer. A conversation is deleted long after the listing is last scanned
 * as far back as that: else old mail would be taken for new.
 */
export async function applyRetention(
  installation: Installation,
  program: Program,
  { appealRetention, cutoffs, dataDir, tombstone, stores, at }: Retention,
): Promise<Retained> {
  const { database } = installation;
  const daysAgo = (days: number) => new Date(at.getTime() - days * dayMs);
  // Nobody knows the cutoff of a community whose settings cannot be read: it may be the longest.
  const longest = Math.max(...cutoffs.map((days) => days ?? longestCutoffDays));
  const closedBefore = monthsBefore(at, appealRetention);
  const appeals =
    appealRetention === 0 ? 0 : await deleteOldAppeals(installation, program, { closedBefore, at });
  const answeredBefore = daysAgo(answeredSignUpsLastDays);
  const signUps = await deleteAnsweredSignUps(installation, program, { answeredBefore, at });
  await keepReceipts(installation, dataDir);
  const purged = await repeatPurges(installation, program, tombstone, at);
  await finishDeletions(installation, stores, at);
  await forgetWindows(database, daysAgo(countsLastDays));
  await forgetConversations(database, daysAgo(Math.max(idleLastDays, 2 * longest)));
  return { appeals, signUps, purged };
}

function monthsBefore(at: Date, months: number): Date {
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
}
