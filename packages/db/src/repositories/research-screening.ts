import type { ReasonCode } from "@appealmod/core";
import type { ResearchSnapshot } from "./research-snapshot.ts";

/** The experiment's way from the ban to the draw, in people of one community. */
export interface Screening {
  readonly subredditKey: string;
  /** Banned by the register, and never wrote to the moderators. */
  readonly silent: number;
  /** Wrote, and the register has their ban. */
  readonly wroteInRegister: number;
  /** Wrote, and the register has no ban of theirs: it is older, or there is none. */
  readonly wroteNotInRegister: number;
  /** Wrote and were not drawn, by the last decision of the policy about them. */
  readonly excluded: Readonly<Partial<Record<ReasonCode, number>>>;
}

/** Reasons of conversations in which nobody appealed: who is in them has not written. */
const nobodyWrote = "('no-appellant', 'nothing-from-appellant')";

/**
 * People are known by their account's id, or by their name where one of two rows has no id yet. Who
 * was drawn has written, also where the conversation is forgotten by now.
 *
 * @param subredditKey `null` for all communities
 */
export async function researchScreening(
  { client }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly Screening[]> {
  const { rows } = await client.query<Screening>(
    `with decided as (
      select distinct on (e.conversation_id)
        lower(e.subreddit) as subreddit_key, c.redditor_id,
        lower(coalesce(c.username, e.username)) as username_key,
        e.data -> 'details' ->> 'reason' as reason, e.id
      from events e
      left join conversations c on c.conversation_id = e.conversation_id
      where e.kind = 'decided' and e.username is not null and e.conversation_id is not null
        and ($1::text is null or lower(e.subreddit) = $1)
      order by e.conversation_id, e.id desc
    ), screened as (
      select distinct on (subreddit_key, coalesce(redditor_id, 'u/' || username_key))
        subreddit_key, coalesce(redditor_id, 'u/' || username_key) as person, redditor_id,
        username_key, reason
      from decided
      where reason not in ${nobodyWrote}
      order by subreddit_key, coalesce(redditor_id, 'u/' || username_key), id desc
    ), drawn as (
      select subreddit_key, redditor_key as person, redditor_id, username_key
      from group_assignments where $1::text is null or subreddit_key = $1
    ), excluded as (
      select s.* from screened s
      where not exists (
        select from drawn d where d.subreddit_key = s.subreddit_key and d.person = s.person)
      and not exists (
        select from drawn d where d.subreddit_key = s.subreddit_key
          and d.username_key = s.username_key
          and (d.redditor_id is null or s.redditor_id is null))
    ), wrote as (
      select subreddit_key, person, redditor_id, username_key from excluded
      union all select subreddit_key, person, redditor_id, username_key from drawn
    ), banned as (
      select subreddit_key, coalesce(redditor_id, 'u/' || username_key) as person,
        max(redditor_id) as redditor_id, max(username_key) as username_key
      from bans where $1::text is null or subreddit_key = $1
      group by 1, 2
    ), found as (
      select w.subreddit_key, w.person from wrote w
      join banned b on b.subreddit_key = w.subreddit_key and b.person = w.person
      union select w.subreddit_key, w.person from wrote w
      join banned b on b.subreddit_key = w.subreddit_key and b.username_key = w.username_key
        and (b.redditor_id is null or w.redditor_id is null)
    ), silent as (
      select b.subreddit_key from banned b
      where not exists (select from wrote w
        where w.subreddit_key = b.subreddit_key and w.person = b.person)
      and not exists (select from wrote w
        where w.subreddit_key = b.subreddit_key and w.username_key = b.username_key
          and (b.redditor_id is null or w.redditor_id is null))
    ), keys as (
      select subreddit_key from banned union select subreddit_key from wrote
    ), silent_counts as (
      select subreddit_key, count(*)::int as n from silent group by 1
    ), wrote_counts as (
      select w.subreddit_key, count(f.person)::int as inside,
        (count(*) - count(f.person))::int as outside
      from wrote w
      left join found f on f.subreddit_key = w.subreddit_key and f.person = w.person
      group by 1
    ), excluded_counts as (
      select subreddit_key, jsonb_object_agg(reason, n) as by_reason
      from (select subreddit_key, reason, count(*)::int as n from excluded group by 1, 2) each_reason
      group by 1
    )
    select k.subreddit_key as "subredditKey",
      coalesce(s.n, 0) as silent,
      coalesce(w.inside, 0) as "wroteInRegister",
      coalesce(w.outside, 0) as "wroteNotInRegister",
      coalesce(x.by_reason, '{}'::jsonb) as excluded
    from keys k
    left join silent_counts s using (subreddit_key)
    left join wrote_counts w using (subreddit_key)
    left join excluded_counts x using (subreddit_key)
    order by 1`,
    [subredditKey],
  );
  return rows;
}

export interface ResearchCommunity {
  readonly key: string;
  readonly name: string;
}

/** Every community that the experiment knows anything of, by name. */
export async function researchCommunities({
  client,
}: ResearchSnapshot): Promise<readonly ResearchCommunity[]> {
  const { rows } = await client.query<ResearchCommunity>(
    `select k.key, coalesce(c.name, k.key) as name
    from (
      select key from communities
      union select distinct subreddit_key from group_assignments
      union select distinct subreddit_key from bans
    ) k
    left join communities c on c.key = k.key
    order by k.key`,
  );
  return rows;
}

/** Data of people that were deleted, by reason: how many of them had been drawn. */
export async function deletedParticipants({
  client,
}: ResearchSnapshot): Promise<readonly { readonly reason: string; readonly drawn: number }[]> {
  const { rows } = await client.query<{ reason: string; drawn: number }>(
    `select reason, sum(coalesce((counts ->> 'group_assignments')::int, 0))::int as drawn
    from deletions group by 1 order by 1`,
  );
  return rows;
}
