import type { NameKey } from "@appealmod/core";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { transparencyReports } from "../schema/index.ts";

export type StoredTransparencyReport = typeof transparencyReports.$inferSelect;

/** What is counted of a community's month, before anything of it is hidden. */
export interface MonthCounts {
  readonly bansByPermanence: Readonly<Record<"permanent" | "temporary" | "unknown", number>>;
  readonly bansLifted: number;
  readonly appealsReceived: number;
  /** Of appeals that ended in the month. */
  readonly outcomes: Readonly<Record<"granted" | "denied" | "none" | "unrecorded", number>>;
  readonly decided: number;
  /** From the appeal to the decision, in hours; `null` without any. */
  readonly medianHours: number | null;
  /** Decisions on the site by what moderators said they were about; one can be of several. */
  readonly decisionsByCategory: Readonly<Record<string, number>>;
}

/** @param month its first day, `YYYY-MM-01`; it begins and ends by UTC */
export async function monthCounts(
  orm: Orm,
  subredditKey: NameKey,
  month: string,
): Promise<MonthCounts> {
  const from = sql`(${month}::date::timestamp at time zone 'UTC')`;
  const until = sql`((${month}::date + interval '1 month') at time zone 'UTC')`;
  const within = (column: string) =>
    sql`${sql.identifier(column)} >= ${from} and ${sql.identifier(column)} < ${until}`;
  const own = sql`subreddit_key = ${subredditKey}`;
  const { rows } = await orm.execute<{ counts: MonthCounts }>(sql`
    select jsonb_build_object(
      'bansByPermanence', (select jsonb_build_object(
          'permanent', count(*) filter (where permanence = 'permanent'),
          'temporary', count(*) filter (where permanence = 'temporary'),
          'unknown', count(*) filter (where permanence = 'unknown'))
        from bans where ${own} and ${within("banned_at")}),
      'bansLifted', (select count(*) from bans where ${own} and ${within("lifted_at")}),
      'appealsReceived', (select count(*) from appeals where ${own} and ${within("opened_at")}),
      'outcomes', (select jsonb_build_object(
          'granted', count(*) filter (where outcome = 'granted'),
          'denied', count(*) filter (where outcome = 'denied'),
          'none', count(*) filter (where outcome = 'none'),
          'unrecorded', count(*) filter (where outcome is null))
        from appeals where ${own} and state = 'closed' and ${within("closed_at")}),
      'decided', (select count(*) from appeals
        where ${own} and outcome in ('granted', 'denied') and ${within("closed_at")}),
      'medianHours', (select percentile_cont(0.5) within group (
          order by greatest(0, extract(epoch from closed_at - opened_at)) / 3600)
        from appeals where ${own} and outcome in ('granted', 'denied') and ${within("closed_at")}),
      'decisionsByCategory', (select coalesce(jsonb_object_agg(category, n), '{}'::jsonb) from (
        select category, count(*) as n
        from moderator_decisions d join appeals a on a.id = d.appeal_id
        cross join unnest(d.categories) category
        where a.subreddit_key = ${subredditKey} and d.state = 'done' and ${within("decided_at")}
        group by 1) each_category)
    ) as counts`);
  const [row] = rows;
  if (!row) throw new Error("A count has no row.");
  return row.counts;
}

/** The month of the first ban or appeal that is known of a community; `null` without any. */
export async function firstMonthOf(orm: Orm, subredditKey: NameKey): Promise<string | null> {
  const { rows } = await orm.execute<{ month: string | null }>(sql`
    select to_char(date_trunc('month', least(
      (select min(banned_at) from bans where subreddit_key = ${subredditKey}),
      (select min(opened_at) from appeals where subreddit_key = ${subredditKey})
    ) at time zone 'UTC'), 'YYYY-MM-DD') as month`);
  return rows[0]?.month ?? null;
}

/** Every version, the newest month first and in it the first version. */
export async function transparencyReportsOf(
  orm: Orm,
  subredditKey: NameKey,
): Promise<readonly StoredTransparencyReport[]> {
  return orm
    .select()
    .from(transparencyReports)
    .where(eq(transparencyReports.subredditKey, subredditKey))
    .orderBy(desc(transparencyReports.month), asc(transparencyReports.version));
}

/** @returns false where somebody published that version meanwhile */
export async function publishTransparencyReport(
  orm: Orm,
  report: StoredTransparencyReport,
): Promise<boolean> {
  const rows = await orm
    .insert(transparencyReports)
    .values(report)
    .onConflictDoNothing()
    .returning({ version: transparencyReports.version });
  return rows.length > 0;
}

/** How many versions a month has. */
export async function versionsOfMonth(
  orm: Orm,
  subredditKey: NameKey,
  month: string,
): Promise<number> {
  return orm.$count(
    transparencyReports,
    and(eq(transparencyReports.subredditKey, subredditKey), eq(transparencyReports.month, month)),
  );
}
