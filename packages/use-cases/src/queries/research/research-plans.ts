import type { Actor } from "@appealmod/core";
import { countsOfCommunity, type ListedResearchPlan, listResearchPlans } from "@appealmod/db";
import { type Look, obrienFlemingBoundary } from "@appealmod/statistics";
import { planHash } from "../../commands/lock-research-plan.ts";
import type { Installation } from "../../installation.ts";
import { countedExperiment } from "./counted-experiment.ts";
import { requireResearcher } from "./require-researcher.ts";
import { flowOf } from "./research-flow.ts";
import { primaryOutcome } from "./research-results.ts";

export interface ShownPlan extends Omit<ListedResearchPlan, "id"> {
  /** Whether the row still is what was locked. */
  readonly isUnaltered: boolean;
  /** People drawn so far, where the plan is of; `null` where nothing is known of its community. */
  readonly drawn: number | null;
  /** In what the pages do otherwise than the plan says. */
  readonly deviations: readonly (
    | "primary-outcome"
    | "size-passed"
    | "unlocked-early"
    | "amended"
  )[];
  /** From where on each planned look may end the experiment. */
  readonly boundary: readonly Look[];
}

/**
 * Every plan that was locked, the oldest first, beside what came of it.
 *
 * @throws NotAllowedError
 */
export async function researchPlans(
  installation: Installation,
  actor: Actor,
): Promise<readonly ShownPlan[]> {
  requireResearcher(actor);
  const plans = await listResearchPlans(installation.database);
  if (plans.length === 0) return [];
  const counts = await countedExperiment(installation);
  const drawnIn = (key: string | null) => {
    if (key !== null && !counts.communities.some((each) => each.key === key)) return null;
    return flowOf((key === null ? counts : countsOfCommunity(counts, key)).strata).drawn;
  };
  return plans.map(({ id, ...stored }) => {
    const { plan, hash, lockedAt, subredditKey, number, unlocked } = stored;
    const people = drawnIn(subredditKey);
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
        ...(unlocked && unlocked.drawn < plan.size ? (["unlocked-early"] as const) : []),
        ...(isAmended ? (["amended"] as const) : []),
      ],
      boundary: obrienFlemingBoundary(plan.looks, { alpha: plan.alpha }),
    };
  });
}
