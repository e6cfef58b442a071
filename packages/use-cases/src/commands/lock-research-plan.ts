import { createHash, randomInt } from "node:crypto";
import {
  type Actor,
  eventActor,
  nameKey,
  type ResearchPlan,
  researchPlanSchema,
} from "@appealmod/core";
import {
  blindResearchPlan,
  hasDraws,
  inTransaction,
  storeEvents,
  storeResearchPlan,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requireResearcher } from "../queries/research/require-researcher.ts";

export interface LockedPlan {
  /** From 1 for each community, and for all. */
  readonly number: number;
  readonly hash: string;
  /** Somebody had been drawn already. */
  readonly isLate: boolean;
}

/**
 * Locks what researchers say they will do. It is never changed: another plan of the same community
 * amends it, and is late where draws came before it.
 *
 * @param wanted `subreddit` is null for all communities
 * @throws NotAllowedError, ZodError that names the wrong field
 */
export async function lockResearchPlan(
  { database }: Installation,
  actor: Actor,
  wanted: { readonly subreddit: string | null; readonly plan: unknown; readonly at: Date },
): Promise<LockedPlan> {
  requireResearcher(actor);
  const { subreddit, at } = wanted;
  const plan = researchPlanSchema.parse(wanted.plan);
  const subredditKey = subreddit === null ? null : nameKey(subreddit);
  const hash = planHash(plan, at);
  return inTransaction(database, async (orm) => {
    const isLate = await hasDraws(orm, subredditKey);
    const lockedBy = actor.username;
    const { id, number } = await storeResearchPlan(orm, {
      ...{ subredditKey, plan, hash, lockedAt: at, lockedBy, isLate },
    });
    if (plan.isBlinded) await blindResearchPlan(orm, id, randomInt(2) === 0);
    const where = subreddit === null ? "all communities" : `r/${subreddit}`;
    await storeEvents(orm, [
      {
        event: "research-plan-locked",
        level: "info",
        audience: "detail",
        message: `Plan ${number} of the experiment in ${where} was locked${isLate ? ", after the first draw" : ""}.`,
        actor: eventActor(actor),
        at,
        ...(subreddit === null ? {} : { subreddit }),
        details: { number, hash, isLate, isBlinded: plan.isBlinded ?? false },
      },
    ]);
    return { number, hash, isLate };
  });
}

/** What proves that a plan was not written later: SHA-256 of its JSON, fields in the order of the schema. */
export function planHash(plan: ResearchPlan, at: Date): string {
  const written = JSON.stringify({ plan: researchPlanSchema.parse(plan), at: at.toISOString() });
  return createHash("sha256").update(written).digest("hex");
}
