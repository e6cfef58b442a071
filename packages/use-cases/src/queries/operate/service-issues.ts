import { nameKey } from "@appealmod/core";
import type { LogProgress, SinkProgress } from "@appealmod/db";
import type { ServiceFacts } from "./service-facts.ts";

/** Something that is wrong, as a value: what it is, and since when, for whoever puts it into words. */
export type ServiceIssue =
  | { readonly kind: "database-slow" }
  | { readonly kind: "no-worker" }
  | { readonly kind: "queue-stuck"; readonly ready: number; readonly since: Date }
  | { readonly kind: "listing-late"; readonly account: string; readonly since: Date | null }
  | { readonly kind: "log-late"; readonly account: string; readonly since: Date | null }
  | { readonly kind: "log-not-followed"; readonly account: string; readonly reason: string }
  | { readonly kind: "community"; readonly subreddit: string; readonly reason: string }
  | {
      readonly kind: "sink-failing";
      readonly sink: string;
      readonly since: Date | null;
      readonly failures: number;
      readonly reason: string;
    }
  | {
      readonly kind: "sink-late";
      readonly sink: string;
      readonly waiting: number;
      readonly since: Date;
    }
  | { readonly kind: "actions-unknown"; readonly count: number; readonly since: Date | null }
  | { readonly kind: "jobs-failing"; readonly count: number }
  | { readonly kind: "jobs-given-up"; readonly count: number }
  | { readonly kind: "tables-older"; readonly count: number }
  | { readonly kind: "tables-newer"; readonly count: number }
  | { readonly kind: "sign-ups-waiting"; readonly count: number; readonly since: Date | null };

/** The worst first, and in this order on the page. */
const worstFirst: readonly ServiceIssue["kind"][] = [
  "database-slow",
  "no-worker",
  "queue-stuck",
  "tables-older",
  "listing-late",
  "community",
  "actions-unknown",
  "log-late",
  "log-not-followed",
  "jobs-failing",
  "sink-failing",
  "sink-late",
  "tables-newer",
  "jobs-given-up",
  "sign-ups-waiting",
];

/** Kinds that keep redditors from being served, rather than some news from being told. */
const stopsService: ReadonlySet<ServiceIssue["kind"]> = new Set([
  "database-slow",
  "no-worker",
  "queue-stuck",
  "tables-older",
  "listing-late",
  "community",
]);

/** An issue, and whether it keeps redditors from being served. */
export type FoundIssue = ServiceIssue & { readonly isSevere: boolean };

export function weighed(issue: ServiceIssue): FoundIssue {
  return { ...issue, isSevere: stopsService.has(issue.kind) };
}

/** What the settings say that nobody can read from the database. */
export interface ExpectedPace {
  /** Seconds between two looks at the listing. */
  readonly recentPollInterval: number;
  /** Seconds between two looks at the moderation log. */
  readonly banLogInterval: number;
  /** The account that serves whatever no other account does, where the settings name it. */
  readonly firstAccount: string | undefined;
}

const minuteMs = 60_000;
/** A job that could run is taken up within a second, unless there is a backlog. */
const queueStuckMs = 5 * minuteMs;
/** A pause of Reddit's, a restart, a slow page: shorter than this is nobody's concern. */
const leastLateMs = 5 * minuteMs;
/** So many rounds may be missed. */
const roundsMissed = 10;
const sinkLateMs = 10 * minuteMs;
/** People expect an answer within some days. */
const signUpLateMs = 3 * 24 * 60 * minuteMs;

/** What is wrong, the worst first; nothing where all is well. */
export function serviceIssues(facts: ServiceFacts, pace: ExpectedPace): readonly FoundIssue[] {
  const found = [
    ...ofQueue(facts),
    ...ofRunners(facts, pace),
    ...ofCommunities(facts),
    ...facts.sinks.flatMap((sink) => ofSink(sink, facts.asOf)),
    ...ofVersions(facts),
    ...ofSignUps(facts),
  ];
  return found.toSorted((one, other) => rank(one) - rank(other)).map(weighed);
}

function rank({ kind }: ServiceIssue): number {
  return worstFirst.indexOf(kind);
}

function ofQueue({ workers, queue, unsettled, asOf }: ServiceFacts): readonly ServiceIssue[] {
  const { oldest, ready, failing, givenUp } = queue;
  return [
    ...(workers.count === 0 ? [{ kind: "no-worker" } as const] : []),
    ...(oldest !== null && isOlder(oldest.since, asOf, queueStuckMs)
      ? [{ kind: "queue-stuck", ready, since: oldest.since } as const]
      : []),
    ...(failing > 0 ? [{ kind: "jobs-failing", count: failing } as const] : []),
    ...(givenUp > 0 ? [{ kind: "jobs-given-up", count: givenUp } as const] : []),
    ...(unsettled.count > 0 ? [{ kind: "actions-unknown", ...unsettled } as const] : []),
  ];
}

function ofRunners(facts: ServiceFacts, pace: ExpectedPace): readonly ServiceIssue[] {
  const { listing, log, asOf } = facts;
  const isServing = servingNames(facts, pace);
  const lateMs = (seconds: number) => Math.max(leastLateMs, roundsMissed * seconds * 1000);
  const late = (at: Date | null, seconds: number) =>
    at === null || isOlder(at, asOf, lateMs(seconds));
  return [
    ...listing
      .filter(({ account, at }) => isServing(account) && late(at, pace.recentPollInterval))
      .map(({ account, at }) => ({ kind: "listing-late", account, since: at }) as const),
    ...log.filter(({ account }) => isServing(account)).flatMap((each) => ofLog(each, late, pace)),
  ];
}

function ofLog(
  { account, at, troubleKind, troubleReason }: LogProgress,
  late: (at: Date | null, seconds: number) => boolean,
  { banLogInterval }: ExpectedPace,
): readonly ServiceIssue[] {
  if (troubleKind !== null)
    return [{ kind: "log-not-followed", account, reason: troubleReason ?? troubleKind }];
  return late(at, banLogInterval) ? [{ kind: "log-late", account, since: at }] : [];
}

/**
 * Marks of accounts that serve nobody any more stay where they were. Where the settings do not name
 * the first account, it is the one that was at work last.
 */
function servingNames(
  { serving, listing }: ServiceFacts,
  { firstAccount }: ExpectedPace,
): (account: string) => boolean {
  const latest = listing.toSorted((one, other) => Number(other.at ?? 0) - Number(one.at ?? 0))[0];
  const first = firstAccount === undefined ? latest?.account : nameKey(firstAccount);
  const names = new Set(serving.map((account) => account ?? first));
  return (account) => names.has(account);
}

function ofCommunities({ communities }: ServiceFacts): readonly ServiceIssue[] {
  return communities.flatMap(({ name, trouble }) =>
    trouble === null ? [] : [{ kind: "community", subreddit: name, reason: trouble } as const],
  );
}

function ofSink(sink: SinkProgress, asOf: Date): readonly ServiceIssue[] {
  const { name, failures, failingSince, lastError, waiting, waitingSince } = sink;
  if (failures > 0)
    return [
      {
        ...{ kind: "sink-failing", sink: name, since: failingSince, failures },
        reason: lastError ?? "",
      } as const,
    ];
  if (waitingSince === null || !isOlder(waitingSince, asOf, sinkLateMs)) return [];
  return [{ kind: "sink-late", sink: name, waiting, since: waitingSince }];
}

function ofVersions({ version: { migrations } }: ServiceFacts): readonly ServiceIssue[] {
  const lacking = migrations.known - migrations.applied;
  if (lacking > 0) return [{ kind: "tables-older", count: lacking }];
  return lacking < 0 ? [{ kind: "tables-newer", count: -lacking }] : [];
}

function ofSignUps({ signUps: { count, since }, asOf }: ServiceFacts): readonly ServiceIssue[] {
  if (since === null || !isOlder(since, asOf, signUpLateMs)) return [];
  return [{ kind: "sign-ups-waiting", count, since }];
}

function isOlder(at: Date, asOf: Date, ms: number): boolean {
  return asOf.getTime() - at.getTime() > ms;
}
