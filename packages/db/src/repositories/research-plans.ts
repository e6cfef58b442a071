import type { NameKey } from "@appealmod/core";
import { asc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { events, groupAssignments, researchBlindings, researchPlans } from "../schema/index.ts";

export type StoredResearchPlan = typeof researchPlans.$inferSelect;

export interface ListedResearchPlan extends StoredResearchPlan {
  /** When its arms were named, by whom, and how many people had been drawn; `null` where they are not. */
  readonly unlocked: { readonly at: Date; readonly by: string; readonly drawn: number } | null;
}

/** Every plan that was ever locked, the oldest first. */
export async function listResearchPlans({
  orm,
}: Pick<Database, "orm">): Promise<readonly ListedResearchPlan[]> {
  const { unlockedAt, unlockedBy, drawn } = researchBlindings;
  const rows = await orm
    .select({ plan: researchPlans, unlockedAt, unlockedBy, drawn })
    .from(researchPlans)
    .leftJoin(researchBlindings, eq(researchBlindings.planId, researchPlans.id))
    .orderBy(asc(researchPlans.id));
  return rows.map(({ plan, unlockedAt: at, unlockedBy: by, drawn }) => ({
    ...plan,
    unlocked: at ? { at, by: by ?? "", drawn: drawn ?? 0 } : null,
  }));
}

/** Whether anybody has been drawn, in one community or in any. */
export async function hasDraws(orm: Orm, subredditKey: NameKey | null): Promise<boolean> {
  const rows = await orm
    .select({ one: sql`1` })
    .from(groupAssignments)
    .where(subredditKey === null ? undefined : eq(groupAssignments.subredditKey, subredditKey))
    .limit(1);
  return rows.length > 0;
}

/** @returns its id, and its number among the plans of its community */
export async function storeResearchPlan(
  orm: Orm,
  plan: Omit<StoredResearchPlan, "id" | "number">,
): Promise<Pick<StoredResearchPlan, "id" | "number">> {
  const { subredditKey } = plan;
  const [row] = await orm
    .insert(researchPlans)
    .values({
      ...plan,
      number: sql`(select coalesce(max(${researchPlans.number}), 0) + 1 from ${researchPlans}
        where ${subredditKey === null ? isNull(researchPlans.subredditKey) : eq(researchPlans.subredditKey, subredditKey)})`,
    })
    .returning({ id: researchPlans.id, number: researchPlans.number });
  if (!row) throw new Error("A plan that was just stored has no number.");
  return row;
}

/** The event by which looks at the results are counted. */
export const resultsSeenEvent = "research-results-seen";

/**
 * On how many days each researcher looked at results, added up: one look at a page leads to the next.
 *
 * @param scope the community's key, or `all`
 */
export async function countResearchLooks(orm: Orm, scope: string): Promise<number> {
  const { rows } = await orm.execute<{ looks: number }>(sql`
    select count(distinct (at at time zone 'UTC')::date::text || actor_name)::int as looks
    from ${events}
    where kind = ${resultsSeenEvent} and data -> 'details' ->> 'scope' = ${scope}`);
  return rows[0]?.looks ?? 0;
}

/** Whether somebody's look of this day is counted already. */
export async function hasLookedToday(
  orm: Orm,
  { scope, username, at }: { readonly scope: string; readonly username: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await orm.execute(sql`
    select 1 from ${events}
    where kind = ${resultsSeenEvent} and actor_name = ${username}
      and data -> 'details' ->> 'scope' = ${scope}
      and at >= date_trunc('day', ${at.toISOString()}::timestamptz at time zone 'UTC') at time zone 'UTC'
    limit 1`);
  return rows.length > 0;
}
