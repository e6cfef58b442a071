import { type Actor, nameKey } from "@appealmod/core";
import {
  deletedParticipants,
  inResearchSnapshot,
  type ResearchCommunity,
  type ResearchSnapshot,
  researchCommunities,
  researchHours,
  researchScreening,
  researchStrata,
} from "@appealmod/db";
import type { Installation } from "../../installation.ts";
import { requireResearcher } from "./require-researcher.ts";
import { flowOf, type ResearchFlow } from "./research-flow.ts";
import {
  type PooledOutcome,
  pooledOutcomes,
  type StratumOfResults,
  strataOfResults,
} from "./research-results.ts";
import { type TimeToDecision, timesToDecision } from "./time-to-decision.ts";

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
  /** People whose data were deleted in the whole installation, by reason, with how many were drawn. */
  readonly deleted: readonly { readonly reason: string; readonly drawn: number }[];
}

/**
 * @param subreddit `null` for all communities
 * @returns `null` for a community that nothing is known of
 * @throws NotAllowedError
 */
export async function experimentResults(
  { database }: Installation,
  actor: Actor,
  subreddit: string | null,
): Promise<ExperimentResults | null> {
  requireResearcher(actor);
  return inResearchSnapshot(database, (snapshot) => resultsIn(snapshot, subreddit));
}

/** The same within a snapshot that is open already. */
export async function resultsIn(
  snapshot: ResearchSnapshot,
  subreddit: string | null,
): Promise<ExperimentResults | null> {
  const key = subreddit === null ? null : nameKey(subreddit);
  const communities = await researchCommunities(snapshot);
  const community = communities.find((each) => each.key === key) ?? null;
  if (key !== null && community === null) return null;
  const rows = await researchStrata(snapshot, key);
  const screenings = await researchScreening(snapshot, key);
  const hours = await researchHours(snapshot, key);
  const strata = strataOfResults(rows);
  return {
    takenAt: snapshot.takenAt,
    community,
    communities,
    flow: flowOf(rows, screenings),
    strata,
    pooled: pooledOutcomes(strata),
    times: timesToDecision(hours),
    deleted: await deletedParticipants(snapshot),
  };
}
