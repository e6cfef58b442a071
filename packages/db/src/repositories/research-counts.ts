import { type FormStep, researchFormSteps } from "./research-form-steps.ts";
import {
  type CoderAgreement,
  coderAgreement,
  type LabelledAppeals,
  labelledAppeals,
} from "./research-labels.ts";
import { type MessagesSpent, researchMessages } from "./research-messages.ts";
import {
  deletedParticipants,
  type ResearchCommunity,
  researchCommunities,
  researchScreening,
  type Screening,
} from "./research-screening.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";
import {
  type DrawsOfDay,
  drawsByDay,
  type ObservedHours,
  type ResearchStratum,
  researchHours,
  researchStrata,
} from "./research-strata.ts";
import { researchWeeks, type WeekOfCommunity } from "./research-weeks.ts";

/** Everything that the pages say of the experiment, counted in one snapshot. */
export interface ExperimentCounts {
  readonly takenAt: Date;
  readonly communities: readonly ResearchCommunity[];
  readonly strata: readonly ResearchStratum[];
  readonly screenings: readonly Screening[];
  readonly hours: readonly ObservedHours[];
  readonly messages: readonly MessagesSpent[];
  readonly formSteps: readonly FormStep[];
  readonly labels: readonly LabelledAppeals[];
  readonly agreement: readonly CoderAgreement[];
  readonly weeks: readonly WeekOfCommunity[];
  readonly days: readonly DrawsOfDay[];
  readonly deleted: readonly { readonly reason: string; readonly drawn: number }[];
}

/** @param subredditKey `null` for all communities */
export async function experimentCounts(
  snapshot: ResearchSnapshot,
  subredditKey: string | null,
): Promise<ExperimentCounts> {
  return {
    takenAt: snapshot.takenAt,
    communities: await researchCommunities(snapshot),
    strata: await researchStrata(snapshot, subredditKey),
    screenings: await researchScreening(snapshot, subredditKey),
    hours: await researchHours(snapshot, subredditKey),
    messages: await researchMessages(snapshot, subredditKey),
    formSteps: await researchFormSteps(snapshot, subredditKey),
    labels: await labelledAppeals(snapshot, subredditKey),
    agreement: await coderAgreement(snapshot),
    weeks: await researchWeeks(snapshot, subredditKey),
    days: await drawsByDay(snapshot, subredditKey),
    deleted: await deletedParticipants(snapshot),
  };
}

/** What there is of one community alone. */
export function countsOfCommunity(
  counts: ExperimentCounts,
  subredditKey: string,
): ExperimentCounts {
  const own = (row: { readonly subredditKey: string }) => row.subredditKey === subredditKey;
  return {
    ...counts,
    strata: counts.strata.filter(own),
    screenings: counts.screenings.filter(own),
    hours: counts.hours.filter(own),
    messages: counts.messages.filter(own),
    formSteps: counts.formSteps.filter(own),
    labels: counts.labels.filter(own),
    weeks: counts.weeks.filter(own),
    days: counts.days.filter(own),
  };
}

/**
 * Whether there are more rows than are counted while somebody waits for a page: draws, bans and
 * decisions, each looked at up to the limit only.
 */
export async function hasMoreRowsThan(
  { client }: ResearchSnapshot,
  limit: number,
): Promise<boolean> {
  const { rows } = await client.query<{ isMore: boolean }>(
    `select greatest(
      (select count(*) from (select from group_assignments limit $1 + 1) g),
      (select count(*) from (select from bans limit $1 + 1) b),
      (select count(*) from (select from events where kind = 'decided' limit $1 + 1) e)
    ) > $1 as "isMore"`,
    [limit],
  );
  return rows[0]?.isMore ?? false;
}
