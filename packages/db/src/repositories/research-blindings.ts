import { and, eq, isNull, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { groupAssignments, researchBlindings, researchPlans } from "../schema/index.ts";

/** Under which letter each arm is shown while their names are hidden. */
export interface ResearchBlinding {
  readonly treatmentIsA: boolean;
}

/** `null` where the arms may be named. */
export async function researchBlinding(orm: Orm): Promise<ResearchBlinding | null> {
  const { treatmentIsA } = researchBlindings;
  const [row] = await orm
    .select({ treatmentIsA })
    .from(researchBlindings)
    .where(isNull(researchBlindings.unlockedAt))
    .limit(1);
  return row ?? null;
}

/** @param treatmentIsA of a first plan; later ones take its letters */
export async function blindResearchPlan(
  orm: Orm,
  planId: number,
  treatmentIsA: boolean,
): Promise<void> {
  const first = sql<boolean>`coalesce((select ${researchBlindings.treatmentIsA}
    from ${researchBlindings} order by ${researchBlindings.planId} limit 1), ${treatmentIsA})`;
  await orm.insert(researchBlindings).values({ planId, treatmentIsA: first });
}

/**
 * Names the arms of every plan that hides them.
 *
 * @returns how many such plans there were
 */
export async function unlockResearchArms(
  orm: Orm,
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<number> {
  const drawn = sql<number>`(select count(*)::int from ${groupAssignments}
    where ${researchPlans.subredditKey} is null
      or ${groupAssignments.subredditKey} = ${researchPlans.subredditKey})`;
  const rows = await orm
    .update(researchBlindings)
    .set({ unlockedAt: at, unlockedBy: by, drawn })
    .from(researchPlans)
    .where(
      and(eq(researchPlans.id, researchBlindings.planId), isNull(researchBlindings.unlockedAt)),
    )
    .returning({ planId: researchBlindings.planId });
  return rows.length;
}
