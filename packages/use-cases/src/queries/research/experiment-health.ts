import { type Actor, nameKey } from "@appealmod/core";
import {
  type DrawsOfDay,
  drawsByDay,
  inResearchSnapshot,
  type ResearchCommunity,
  researchCommunities,
  researchScreening,
  researchStrata,
} from "@appealmod/db";
import { type SampleRatioMismatch, sampleRatioMismatch } from "@appealmod/statistics";
import type { Installation } from "../../installation.ts";
import { exportHoldsDays } from "./archive/export-holds-days.ts";
import { requireResearcher } from "./require-researcher.ts";
import { flowOf, type ResearchFlow } from "./research-flow.ts";
import { type StratumOfResults, strataOfResults } from "./research-results.ts";

/** Below this p the arms' sizes do not fit the fraction: the alarm that experiment platforms use. */
export const balanceAlarm = 0.001;

/** Whether the experiment runs as it should, without a word about its results. */
export interface ExperimentHealth {
  readonly takenAt: Date;
  readonly communities: readonly ResearchCommunity[];
  readonly flow: ResearchFlow;
  readonly strata: readonly StratumOfResults[];
  /** One for each of `strata`, and over all of them. */
  readonly balance: SampleRatioMismatch;
  readonly days: readonly DrawsOfDay[];
  /** Below this p the balance is an alarm. */
  readonly balanceAlarm: number;
  /** How many days a download may be kept. */
  readonly exportHoldsDays: number;
}

/**
 * @param subreddit `null` for all communities
 * @throws NotAllowedError
 */
export async function experimentHealth(
  { database }: Installation,
  actor: Actor,
  subreddit: string | null = null,
): Promise<ExperimentHealth> {
  requireResearcher(actor);
  const key = subreddit === null ? null : nameKey(subreddit);
  return inResearchSnapshot(database, async (snapshot) => {
    const communities = await researchCommunities(snapshot);
    const rows = await researchStrata(snapshot, key);
    const screenings = await researchScreening(snapshot, key);
    const strata = strataOfResults(rows);
    return {
      takenAt: snapshot.takenAt,
      communities,
      flow: flowOf(rows, screenings),
      strata,
      balance: sampleRatioMismatch(
        strata.map(({ treatmentFraction, arms }) => ({
          fraction: treatmentFraction,
          first: arms.treatment.drawn,
          second: arms.control.drawn,
        })),
      ),
      days: await drawsByDay(snapshot, key),
      balanceAlarm,
      exportHoldsDays,
    };
  });
}
