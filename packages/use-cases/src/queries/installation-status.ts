import type { UnreadableRowError } from "@appealmod/core";
import {
  type AppealCount,
  countOpenAppeals,
  type ListingMark,
  listingMarks,
  listServedCommunities,
  type ServedCommunity,
  type UnsettledAction,
  unsettledActions,
} from "@appealmod/db";
import { type FailingJob, failingJobs, type QueueDepth, queueDepth } from "@appealmod/jobs";
import type { Installation } from "../installation.ts";

/** An effect is normally settled within seconds; longer than this is worth a look. */
const unsettledAfterMs = 60_000;

export interface InstallationStatus {
  readonly communities: readonly ServedCommunity[];
  readonly openAppeals: readonly AppealCount[];
  readonly queue: QueueDepth;
  readonly failingJobs: readonly FailingJob[];
  readonly unsettledActions: readonly UnsettledAction[];
  readonly listing: readonly ListingMark[];
}

export interface StatusOptions {
  /** Of jobs that fail and of effects that are not settled. */
  readonly mostShown: number;
  /** Told of each row that is left out because it cannot be read. */
  readonly onUnreadable: (row: UnreadableRowError) => void;
}

export async function installationStatus(
  { database }: Installation,
  now: Date,
  { mostShown, onUnreadable }: StatusOptions,
): Promise<InstallationStatus> {
  const before = new Date(now.getTime() - unsettledAfterMs);
  return {
    communities: await listServedCommunities(database),
    openAppeals: await countOpenAppeals(database),
    queue: await queueDepth(database.pool),
    failingJobs: await failingJobs(database.pool, mostShown),
    unsettledActions: await unsettledActions(database, before, mostShown, onUnreadable),
    listing: await listingMarks(database),
  };
}
