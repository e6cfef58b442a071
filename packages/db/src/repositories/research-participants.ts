import { actionKey } from "@appealmod/core";

/**
 * The experiment's unit: a redditor in a community, drawn once. Each has the phase of its draw and
 * the first appeal that is kept of it, with what became of that.
 *
 * A phase is a run of draws under one fraction, in the order of the draws. A control appeal has
 * reached moderators by itself: it stays in their inbox. One in treatment has when it was brought
 * back to them, or when one of them stepped in.
 *
 * One that has ended and has no outcome was imported without it: nobody knows whether the ban was lifted.
 *
 * Parameters: $1 the community's key or null for all; $2 as of when open appeals are counted.
 */
export const participantsQuery = `
  with draws as (
    select g.*,
      treatment_fraction is distinct from lag(treatment_fraction) over in_order as begins_phase
    from group_assignments g
    where $1::text is null or subreddit_key = $1
    window in_order as (partition by subreddit_key order by drawn_at, redditor_key)
  ), phased as (
    select d.*,
      count(*) filter (where begins_phase)
        over (partition by subreddit_key order by drawn_at, redditor_key)::int as phase
    from draws d
  ), firsts as (
    select distinct on (subreddit_key, redditor_key) a.*
    from appeals a
    where $1::text is null or subreddit_key = $1
    order by subreddit_key, redditor_key, opened_at, id
  ), brought as (
    select scope_id, min(settled_at) as forwarded_at
    from actions
    where scope = 'appeal' and key = '${actionKey.unarchive}' and status = 'settled'
    group by scope_id
  )
  select
    p.subreddit_key, p.redditor_key, p.phase, p.treatment_fraction, p."group", p.drawn_at,
    a.id as appeal_id, a.opened_at, a.closed_at, a.banned_at, a.state,
    f.submitted_at,
    b.forwarded_at,
    a.id is not null as has_appeal,
    coalesce(a.state <> 'new', false) and p."group" = 'treatment' as is_invited,
    f.submitted_at is not null or coalesce(f.draft <> '{}'::jsonb, false) as is_form_begun,
    f.submitted_at is not null as is_form_sent,
    a.id is not null and (
      p."group" = 'control' or a.state = 'forwarded' or a.is_moderator_involved
      or b.forwarded_at is not null
    ) as is_reached,
    case
      when a.id is null then null
      when a.state <> 'closed' then 'open'
      else coalesce(a.outcome, 'unrecorded')
    end as ending,
    case when a.id is null then null else
      greatest(0, round(extract(epoch from
        case when a.state = 'closed' then coalesce(a.closed_at, a.last_changed_at)
          else $2::timestamptz end - a.opened_at) / 3600))::int
    end as hours_observed
  from phased p
  left join firsts a
    on a.subreddit_key = p.subreddit_key and a.redditor_key = p.redditor_key
  left join main_ban_appeal_data f on f.appeal_id = a.id
  left join brought b on b.scope_id = a.id::text`;
