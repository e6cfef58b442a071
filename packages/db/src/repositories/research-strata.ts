import type { Group } from "@appealmod/core";
import { participantsQuery } from "./research-participants.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";

/** What became of those who were drawn into one arm, in one community and phase. */
export interface ArmCounts {
  readonly drawn: number;
  /** Drawn, and no appeal is kept: deleted after its time, or never opened. */
  readonly withoutAppeal: number;
  readonly withAppeal: number;
  readonly invited: number;
  readonly formBegun: number;
  readonly formSent: number;
  readonly reached: number;
  readonly granted: number;
  readonly denied: number;
  /** Ended, and nobody decided. */
  readonly undecided: number;
  /** Ended, and what came of it is not recorded: it was imported so. */
  readonly unrecorded: number;
  readonly open: number;
}

export interface ResearchStratum extends ArmCounts {
  readonly subredditKey: string;
  /** From 1 in each community. */
  readonly phase: number;
  /** `null` where it is not known, as of imported draws. */
  readonly treatmentFraction: number | null;
  readonly group: Group;
  readonly firstDrawnAt: Date;
  readonly lastDrawnAt: Date;
}

/**
 * Counts by community, phase and arm. An arm without draws has no row.
 *
 * @param subredditKey `null` for all communities
 */
export async function researchStrata(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly ResearchStratum[]> {
  const { rows } = await client.query<ResearchStratum>(
    `select
      subreddit_key as "subredditKey", phase, treatment_fraction as "treatmentFraction", "group",
      min(drawn_at) as "firstDrawnAt", max(drawn_at) as "lastDrawnAt",
      count(*)::int as drawn,
      count(*) filter (where not has_appeal)::int as "withoutAppeal",
      count(*) filter (where has_appeal)::int as "withAppeal",
      count(*) filter (where is_invited)::int as invited,
      count(*) filter (where is_form_begun)::int as "formBegun",
      count(*) filter (where is_form_sent)::int as "formSent",
      count(*) filter (where is_reached)::int as reached,
      count(*) filter (where ending = 'granted')::int as granted,
      count(*) filter (where ending = 'denied')::int as denied,
      count(*) filter (where ending = 'none')::int as undecided,
      count(*) filter (where ending = 'unrecorded')::int as unrecorded,
      count(*) filter (where ending = 'open')::int as open
    from (${participantsQuery}) participants
    group by 1, 2, 3, 4
    order by 1, 2, 4 desc`,
    [subredditKey, takenAt],
  );
  return rows;
}

export interface ObservedHours {
  readonly subredditKey: string;
  readonly phase: number;
  readonly group: Group;
  /** Whole hours from the appeal's beginning to its decision, or as long as none had come. */
  readonly hours: number;
  readonly isDecided: boolean;
  readonly cases: number;
}

/** How long appeals waited for a decision, equal times counted together. */
export async function researchHours(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly ObservedHours[]> {
  const { rows } = await client.query<ObservedHours>(
    `select subreddit_key as "subredditKey", phase, "group", hours_observed as hours,
      ending in ('granted', 'denied') as "isDecided", count(*)::int as cases
    from (${participantsQuery}) participants
    where has_appeal
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5`,
    [subredditKey, takenAt],
  );
  return rows;
}

export interface DrawsOfDay {
  readonly subredditKey: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly treatment: number;
  readonly control: number;
}

/** Draws by community and day, days without any left out. */
export async function drawsByDay(
  { client }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly DrawsOfDay[]> {
  const { rows } = await client.query<DrawsOfDay>(
    `select subreddit_key as "subredditKey",
      to_char(drawn_at at time zone 'UTC', 'YYYY-MM-DD') as day,
      count(*) filter (where "group" = 'treatment')::int as treatment,
      count(*) filter (where "group" = 'control')::int as control
    from group_assignments
    where $1::text is null or subreddit_key = $1
    group by 1, 2 order by 2, 1`,
    [subredditKey],
  );
  return rows;
}
