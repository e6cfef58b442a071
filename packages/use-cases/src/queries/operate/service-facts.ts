import { dayMs } from "@appealmod/core";
import {
  type AccountProgress,
  countSessions,
  countUnsettled,
  type DatabaseVersion,
  databaseVersion,
  type LogProgress,
  leastRates,
  listingProgress,
  listServedCommunities,
  logProgress,
  type RateSample,
  readWithin,
  type ServedCommunity,
  type SignUpsWaiting,
  type SinkProgress,
  servingAccounts,
  signUpsWaiting,
  sinkProgress,
} from "@appealmod/db";
import {
  type FailingJob,
  failedJobs,
  failingJobs,
  type QueueState,
  queueState,
  type WorkersAlive,
  workersAlive,
} from "@appealmod/jobs";
import type { Installation } from "../../installation.ts";

/** An effect on Reddit is settled within seconds; the next run of its conversation settles what was left. */
const unsettledAfterMs = 5 * 60_000;

/** Longer than this nobody waits for a page; by then Postgres is what is wrong. */
const statementMs = 3_000;

const mostJobs = 50;

/** How an installation is, as far as its database tells. */
export interface ServiceFacts {
  readonly asOf: Date;
  readonly workers: WorkersAlive;
  readonly queue: QueueState;
  /** The first of them, those with the most failures on top. */
  readonly failing: readonly FailingJob[];
  readonly givenUp: readonly FailingJob[];
  readonly listing: readonly AccountProgress[];
  readonly log: readonly LogProgress[];
  /** The accounts that serve a community, in lower case; `null` is the first of the settings. */
  readonly serving: readonly (string | null)[];
  readonly communities: readonly ServedCommunity[];
  readonly unsettled: { readonly count: number; readonly since: Date | null };
  /** What was left of each account's requests over the last day. */
  readonly rates: readonly RateSample[];
  readonly sinks: readonly SinkProgress[];
  readonly signUps: SignUpsWaiting;
  readonly sessions: number;
  readonly version: DatabaseVersion;
}

/** @throws TooSlowError where Postgres takes too long for a page */
export async function serviceFacts({ database }: Installation, asOf: Date): Promise<ServiceFacts> {
  return readWithin(database, statementMs, async (orm, client) => ({
    asOf,
    workers: await workersAlive(client),
    queue: await queueState(client),
    failing: await failingJobs(client, mostJobs),
    givenUp: await failedJobs(client, { state: "given-up", match: "" }, mostJobs),
    listing: await listingProgress(orm),
    log: await logProgress(orm),
    serving: await servingAccounts(orm),
    communities: await listServedCommunities({ orm }),
    unsettled: await countUnsettled(orm, new Date(asOf.getTime() - unsettledAfterMs)),
    rates: await leastRates(orm, new Date(asOf.getTime() - dayMs)),
    sinks: await sinkProgress(orm),
    signUps: await signUpsWaiting(orm),
    sessions: await countSessions({ orm }, asOf),
    version: await databaseVersion(orm),
  }));
}
