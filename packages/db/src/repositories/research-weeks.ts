import { participantsQuery } from "./research-participants.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";

/** What began in one community within a week, and what came of it so far. */
export interface WeekOfCommunity {
  readonly subredditKey: string;
  /** Its Monday, `YYYY-MM-DD`, UTC. */
  readonly week: string;
  readonly bans: number;
  readonly drawn: number;
  /** Of those who were drawn in it. */
  readonly reached: number;
  /** Of those who were drawn in it. */
  readonly granted: number;
}

/** By week of the ban and of the draw; weeks with neither are left out. */
export async function researchWeeks(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly WeekOfCommunity[]> {
  const { rows } = await client.query<WeekOfCommunity>(
    `select subreddit_key as "subredditKey",
      to_char(date_trunc('week', at at time zone 'UTC'), 'YYYY-MM-DD') as week,
      sum(bans)::int as bans, sum(drawn)::int as drawn, sum(reached)::int as reached,
      sum(granted)::int as granted
    from (
      select subreddit_key, drawn_at as at, 0 as bans, 1 as drawn, is_reached::int as reached,
        coalesce(ending = 'granted', false)::int as granted
      from (${participantsQuery}) participants
      union all
      select subreddit_key, banned_at, 1, 0, 0, 0 from bans
      where banned_at is not null and ($1::text is null or subreddit_key = $1)
    ) began
    group by 1, 2 order by 1, 2`,
    [subredditKey, takenAt],
  );
  return rows;
}
