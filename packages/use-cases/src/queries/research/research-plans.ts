import type { Actor } from "@appealmod/core";
import { inResearchSnapshot, listResearchPlans, type StoredResearchPlan } from "@appealmod/db";
import { type Look, obrienFlemingBoundary } from "@appealmod/statistics";
import { planHash } from "../../commands/lock-research-plan.ts";
import type { Installation } from "../../installation.ts";
import { resultsIn } from "./experiment-results.ts";
import { requireResearcher } from "./require-researcher.ts";
import { primaryOutcome } from "./research-results.ts";

export interface ShownPlan extends Omit<StoredResearchPlan, "id"> {
  /** Whether the row still is what was locked. */
  readonly isUnaltered: boolean;
  /** People drawn so far, where the plan is of; `null` where nothing is known of its community. */
  readonly drawn: number | null;
  /** In what the pages do otherwise than the plan says. */
  readonly deviations: readonly ("primary-outcome" | "size-passed" | "amended")[];
  /** From where on each planned look may end the experiment. */
  readonly boundary: readonly Look[];
}

/**
 * Every plan that was locked, the oldest first, beside what came of it.
 *
 * @throws NotAllowedError
 */
export async function researchPlans(
  { database }: Installation,
  actor: Actor,
): Promise<readonly ShownPlan[]> {
  requireResearcher(actor);
  const plans = await listResearchPlans(database);
  const drawn = new Map<string | null, number | null>();
  for (const { subredditKey } of plans)
    if (!drawn.has(subredditKey)) {
      const results = await inResearchSnapshot(database, (one) => resultsIn(one, subredditKey));
      drawn.set(subredditKey, results?.flow.drawn ?? null);
    }
  return plans.map(({ id, ...stored }) => {
    const { plan, hash, lockedAt, subredditKey, number } = stored;
    const people = drawn.get(subredditKey) ?? null;
    const isAmended = plans.some(
      (other) => other.subredditKey === subredditKey && other.number > number,
    );
    return {
      ...stored,
      isUnaltered: planHash(plan, lockedAt) === hash,
      drawn: people,
      deviations: [
        ...(plan.primaryOutcome === primaryOutcome ? [] : (["primary-outcome"] as const)),
        ...(people !== null && people > plan.size ? (["size-passed"] as const) : []),
        ...(isAmended ? (["amended"] as const) : []),
      ],
      boundary: obrienFlemingBoundary(plan.looks, { alpha: plan.alpha }),
    };
  });
}
