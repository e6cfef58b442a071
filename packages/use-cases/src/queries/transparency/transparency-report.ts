import {
  type Actor,
  type NameKey,
  nameKey,
  type TransparencyReport,
  transparencyReportSchema,
} from "@appealmod/core";
import {
  type Database,
  findCommunity,
  firstMonthOf,
  inTransaction,
  type MonthCounts,
  monthCounts,
  publishTransparencyReport,
  transparencyReportsOf,
} from "@appealmod/db";
import type { Installation } from "../../installation.ts";
import { requirePermission } from "../../require-permission.ts";
import { hideSmall, hideSmallCells } from "./hide-small-cells.ts";

export interface PublishedReport {
  /** Its first day, `YYYY-MM-DD`. */
  readonly month: string;
  readonly version: number;
  readonly publishedAt: Date;
  /** Why there is another version of the month; `null` for the first. */
  readonly correction: string | null;
  readonly report: TransparencyReport;
}

export interface CommunityReports {
  readonly name: string;
  /** Every version, the newest month first. */
  readonly reports: readonly PublishedReport[];
}

/** A month is published so many days after its end: what is heard of late is in it by then. */
const daysOfGrace = 3;

/** The most months that are published at once. */
const mostMonths = 24;

/**
 * What a community publishes of its closed months. The months that are due are published with it:
 * from then on their numbers stand, whatever is deleted or found out later.
 *
 * @returns `null` where its moderators have not asked for it
 */
export async function transparencyReports(
  { database }: Installation,
  { subreddit, at }: { readonly subreddit: string; readonly at: Date },
): Promise<CommunityReports | null> {
  const community = await findCommunity(database, subreddit);
  if (community?.settings?.transparencyReport !== true) return null;
  const key = nameKey(subreddit);
  const published = await transparencyReportsOf(database.orm, key);
  const first = await firstMonthOf(database.orm, key);
  const done = new Set(published.map(({ month }) => month));
  const due = first === null ? [] : closedMonths(first, at).filter((month) => !done.has(month));
  for (const month of due)
    await inTransaction(database, async (orm) => {
      const report = await countedReport(orm, key, month);
      const row = { subredditKey: key, month, version: 1, publishedAt: at, correction: null };
      await publishTransparencyReport(orm, { ...row, report });
    });
  const all = due.length === 0 ? published : await transparencyReportsOf(database.orm, key);
  return {
    name: community.name,
    reports: all.map(({ month, version, publishedAt, correction, report }) => ({
      ...{ month, version, publishedAt, correction },
      report: transparencyReportSchema.parse(report),
    })),
  };
}

/** A month counted as it stands now, as it may be told. */
export async function countedReport(
  orm: Database["orm"],
  key: NameKey,
  month: string,
): Promise<TransparencyReport> {
  return reportOf(await monthCounts(orm, key, month));
}

/**
 * What a correction of a published month would publish.
 *
 * @returns `null` for what is no month
 * @throws NotAllowedError
 */
export async function correctedReport(
  { database }: Installation,
  actor: Actor,
  {
    subreddit,
    month,
    at,
  }: { readonly subreddit: string; readonly month: string; readonly at: Date },
): Promise<TransparencyReport | null> {
  await requirePermission(database, actor, "configure", subreddit, at);
  if (!/^\d{4}-(0[1-9]|1[0-2])-01$/.test(month)) return null;
  return countedReport(database.orm, nameKey(subreddit), month);
}

/** A month's numbers as they may be told. */
function reportOf(counts: MonthCounts): TransparencyReport {
  return {
    bans: hideSmallCells(counts.bansByPermanence),
    bansLifted: hideSmall(counts.bansLifted),
    appealsReceived: hideSmall(counts.appealsReceived),
    appealsEnded: hideSmallCells(counts.outcomes),
    medianHoursToDecision:
      counts.medianHours === null || hideSmall(counts.decided) === "<5"
        ? null
        : Math.round(counts.medianHours),
    decisionsByCategory: Object.fromEntries(
      Object.entries(counts.decisionsByCategory).map(([name, count]) => [name, hideSmall(count)]),
    ),
  };
}

/** The months from a first one on that are over for long enough, the latest two years of them. */
export function closedMonths(first: string, at: Date): readonly string[] {
  const until = new Date(at.getTime() - daysOfGrace * 86_400_000).toISOString().slice(0, 7);
  const months: string[] = [];
  const month = new Date(`${until}-01T00:00:00Z`);
  while (months.length < mostMonths) {
    month.setUTCMonth(month.getUTCMonth() - 1);
    const name = month.toISOString().slice(0, 10);
    if (name < first) break;
    months.push(name);
  }
  return months.toReversed();
}
