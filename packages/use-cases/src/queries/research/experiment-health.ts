import { type Actor, nameKey } from "@appealmod/core";
import {
  type DrawsOfDay as CommunityDraws,
  countsOfCommunity,
  type ResearchCommunity,
} from "@appealmod/db";
import { type SampleRatioMismatch, sampleRatioMismatch } from "@appealmod/statistics";
import type { Installation } from "../../installation.ts";
import { exportHoldsDays } from "./archive/export-holds-days.ts";
import type { CountingFailure } from "./counted-experiment.ts";
import { shownCounts } from "./experiment-results.ts";
import { requireResearcher } from "./require-researcher.ts";
import { flowOf, type ResearchFlow } from "./research-flow.ts";
import { type StratumOfResults, strataOfResults } from "./research-results.ts";

/** Below this p the arms' sizes do not fit the fraction: the alarm that experiment platforms use. */
export const balanceAlarm = 0.001;

/** `day` is `YYYY-MM-DD`, UTC. */
export type DrawsOfDay = Omit<CommunityDraws, "subredditKey">;

/** Whether the experiment runs as it should, without a word about its results. */
export interface ExperimentHealth {
  readonly takenAt: Date;
  /** Why it is older than it should be. */
  readonly failure: CountingFailure | null;
  /** Whether arms A and B stand under treatment and control, as in the results. */
  readonly isBlinded: boolean;
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
 * @throws NotAllowedError, StillCountingError
 */
export async function experimentHealth(
  installation: Installation,
  actor: Actor,
  subreddit: string | null = null,
): Promise<ExperimentHealth> {
  requireResearcher(actor);
  const key = subreddit === null ? null : nameKey(subreddit);
  const { counts: all, failure, isBlinded } = await shownCounts(installation);
  const counts = key === null ? all : countsOfCommunity(all, key);
  const strata = strataOfResults(counts.strata);
  return {
    ...{ takenAt: all.takenAt, failure, isBlinded },
    communities: all.communities,
    flow: flowOf(counts.strata, counts.screenings),
    strata,
    balance: balanceOf(strata),
    days: inAllCommunities(counts.days),
    balanceAlarm,
    exportHoldsDays,
  };
}

/** One for each stratum, in order, and over all of them. */
export function balanceOf(strata: readonly StratumOfResults[]): SampleRatioMismatch {
  return sampleRatioMismatch(
    // Where the fraction is not known there is nothing to hold the draws against.
    strata.map(({ treatmentFraction, arms }) => ({
      fraction: treatmentFraction ?? 0.5,
      first: treatmentFraction === null ? 0 : arms.treatment.drawn,
      second: treatmentFraction === null ? 0 : arms.control.drawn,
    })),
  );
}

/** Days in order, of communities put together. */
export function inAllCommunities(days: readonly CommunityDraws[]): readonly DrawsOfDay[] {
  return [...Map.groupBy(days, ({ day }) => day)].map(([day, each]) => ({
    day,
    treatment: each.reduce((sum, { treatment }) => sum + treatment, 0),
    control: each.reduce((sum, { control }) => sum + control, 0),
  }));
}
