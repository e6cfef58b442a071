import { type Actor, nameKey } from "@appealmod/core";
import {
  countsOfCommunity,
  type ExperimentCounts,
  type ResearchCommunity,
  researchBlinding,
  type WeekOfCommunity,
} from "@appealmod/db";
import type { Installation } from "../../installation.ts";
import { withLetters, withoutTells } from "./blinded-experiment.ts";
import { type CountingFailure, countedExperiment } from "./counted-experiment.ts";
import { type FormUse, formUse } from "./form-use.ts";
import { type SpentMessages, spentMessages } from "./messages-spent.ts";
import { requireResearcher } from "./require-researcher.ts";
import { flowOf, type ResearchFlow } from "./research-flow.ts";
import {
  type PooledOutcome,
  pooledOutcomes,
  type StratumOfResults,
  strataOfResults,
} from "./research-results.ts";
import { type TimeToDecision, timesToDecision } from "./time-to-decision.ts";
import { type ToxicityResults, toxicityResults } from "./toxicity-results.ts";

/** All that the page of results shows, and what a download's `results.json` holds. */
export interface ExperimentResults {
  /** As of when. */
  readonly takenAt: Date;
  /** `null` for all communities. */
  readonly community: ResearchCommunity | null;
  readonly communities: readonly ResearchCommunity[];
  readonly flow: ResearchFlow;
  /** The flow of each community and phase, from the draw on, with its results. */
  readonly strata: readonly StratumOfResults[];
  readonly pooled: readonly PooledOutcome[];
  readonly times: readonly TimeToDecision[];
  readonly messages: readonly SpentMessages[];
  readonly form: FormUse;
  readonly labels: ToxicityResults;
  readonly weeks: readonly WeekOfCommunity[];
  /** People whose data were deleted in the whole installation, by reason, with how many were drawn. */
  readonly deleted: readonly { readonly reason: string; readonly drawn: number }[];
}

/** Results as a page shows them. */
export interface ShownResults extends ExperimentResults {
  /** Why they are older than they should be. */
  readonly failure: CountingFailure | null;
  /**
   * Whether the arms' names are hidden: then what stands under treatment is arm A, what stands under
   * control arm B, and what would tell them apart is left out.
   */
  readonly isBlinded: boolean;
}

/**
 * @param subreddit `null` for all communities
 * @returns `null` for a community that nothing is known of
 * @throws NotAllowedError, StillCountingError
 */
export async function experimentResults(
  installation: Installation,
  actor: Actor,
  subreddit: string | null,
): Promise<ShownResults | null> {
  requireResearcher(actor);
  const { failure, isBlinded, counts } = await shownCounts(installation);
  const results = resultsOf(counts, subreddit);
  return results && { ...(isBlinded ? withoutTells(results) : results), failure, isBlinded };
}

/** What was counted, under letters where the arms' names are hidden. */
export async function shownCounts(installation: Installation): Promise<{
  readonly counts: ExperimentCounts;
  readonly failure: CountingFailure | null;
  readonly isBlinded: boolean;
}> {
  const { failure, ...counts } = await countedExperiment(installation);
  const blinding = await researchBlinding(installation.database.orm);
  if (!blinding) return { counts, failure, isBlinded: false };
  return { counts: withLetters(counts, blinding), failure, isBlinded: true };
}

/** The same of what was counted already. */
export function resultsOf(
  all: ExperimentCounts,
  subreddit: string | null,
): ExperimentResults | null {
  const key = subreddit === null ? null : nameKey(subreddit);
  const { communities, takenAt, deleted } = all;
  const community = communities.find((each) => each.key === key) ?? null;
  if (key !== null && community === null) return null;
  const counts = key === null ? all : countsOfCommunity(all, key);
  const strata = strataOfResults(counts.strata);
  const flow = flowOf(counts.strata, counts.screenings);
  return {
    ...{ takenAt, community, communities, deleted, flow, strata },
    pooled: pooledOutcomes(strata),
    times: timesToDecision(counts.hours),
    messages: spentMessages(counts.messages),
    form: formUse(flow.arms.treatment, counts.formSteps),
    labels: toxicityResults(counts.labels, counts.agreement),
    weeks: counts.weeks,
  };
}
