import type pg from "pg";

export interface DemoDataOptions {
  readonly appeals: number;
  /** The same seed makes the same installation, apart from ids of rows. */
  readonly seed: number;
  /** The time that it ends at. */
  readonly until: Date;
}

/** Communities of demo data: nobody can create one on Reddit whose name begins like this. */
export const demoCommunities = ["_demo_lakes", "_demo_kettles", "_demo_orchards"] as const;

/** The true shares of granted appeals, by community and arm. */
export const demoTruth = [
  { treatment: 0.22, control: 0.16 },
  { treatment: 0.34, control: 0.28 },
  { treatment: 0.12, control: 0.06 },
] as const;

/** What is added to each community's control by treatment: the effect that an analysis should find. */
export const demoEffect = 0.06;

/**
 * Fills an empty installation with communities that look lived in: bans, messages that are excluded,
 * draws in phases of different fractions, both arms with a known effect, all outcomes. In one
 * transaction of the caller's.
 */
export async function insertDemoData(
  client: pg.PoolClient,
  { appeals, seed, until }: DemoDataOptions,
): Promise<void> {
  const run = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]);
  await run(
    `insert into communities (key, name, is_served) select lower(n), n, false from unnest($1::text[]) n`,
    [demoCommunities],
  );
  // Chance that follows from the seed alone.
  await run(
    `create function pg_temp.chance(i bigint, what text) returns double precision language sql immutable
    as $$ select (hashint8extended(i, hashtextextended(what, ${Math.trunc(seed)})) & 4294967295)
      / 4294967296.0 $$`,
  );
  // Ids in order: random ones would be put all over an index that is larger than the memory.
  await run(
    `create function pg_temp.id(kind text, i bigint) returns uuid language sql immutable
    as $$ select ('00000000-0000-4000-' || kind || '-' || lpad(to_hex(i), 12, '0'))::uuid $$`,
  );
  await run(
    `create temporary table demo on commit drop as
    with people as (
      select i, 1 + (pg_temp.chance(i, 'community') * 3)::int % 3 as place,
        $2::timestamptz - interval '300 days' * (1 - i::float / greatest($1, 1)) as at
      from generate_series(1, $1) i
    ), phased as (
      select p.*,
        case when i < $1 * 0.3 then 0.5 when i < $1 * 0.7 then 0.4 + 0.2 * (place % 2)
          when place = 3 then 1 else 0.7 end
          as fraction
      from people p
    ), drawn as (
      select p.*, pg_temp.chance(i, 'draw') < fraction as treated from phased p
    ), ended as (
      select d.*,
        case when treated then (array[0.22, 0.34, 0.12])[place]
          else (array[0.16, 0.28, 0.06])[place] end as share,
        pg_temp.chance(i, 'outcome') as luck, pg_temp.chance(i, 'days') as wait,
        pg_temp.chance(i, 'form') as form
      from drawn d
    )
    select i, place, at, fraction, treated, pg_temp.id('8000', i) as id,
      ($3::text[])[place] as subreddit, 't2_demo' || i as redditor_id, 'demo_' || i as username,
      case when luck < share then 'granted' when luck < share + 0.3 then 'denied' else 'none' end
        as outcome,
      case when luck < share + 0.3
        then interval '1 hour' * least(700,
          1 + round(-ln(1 - wait) * case when treated then 90 else 140 end))
        else interval '30 days' end as lasted,
      treated and (form < 0.55 or luck < share + 0.3) as begun,
      treated and (form < 0.35 or luck < share + 0.3) as sent
    from ended`,
    [appeals, until, demoCommunities],
  );
  await run(`insert into question_sets (id, content) values ('demo', $1) on conflict do nothing`, [
    JSON.stringify(demoQuestions),
  ]);
  await run(
    `insert into bans (id, subreddit, subreddit_key, redditor_id, username, username_key, banned_at,
      permanence, source, is_in_log, checked_at)
    select pg_temp.id('8001', i), subreddit, lower(subreddit), redditor_id, username, username,
      at - interval '1 day',
      'permanent', 'log', true, at from demo where i % 50 <> 0
    union all
    select pg_temp.id('8002', 3 * i + place), c, lower(c), 't2_silent' || i || c,
      'silent_' || i || c, 'silent_' || i || c,
      $2::timestamptz - interval '1 day' * (i % 300), 'permanent', 'log', true, $2
    from generate_series(1, $1 / 2) i, 
      unnest($3::text[]) with ordinality n (c, place)`,
    [appeals, until, demoCommunities],
  );
  await run(
    `insert into conversations (conversation_id, subreddit, redditor_id, username, last_updated)
    select 'demo_x' || i, ($3::text[])[1 + i % 3], 't2_excluded' || i, 'excluded_' || i, $2
    from generate_series(1, $1 / 4) i`,
    [appeals, until, demoCommunities],
  );
  await run(
    `insert into events (kind, at, actor_kind, level, audience, message, subreddit, conversation_id,
      username, data)
    select 'decided', $2::timestamptz - interval '1 hour' * (i % 7000), 'program', 'info', 'detail',
      reason || ': nothing to do', ($3::text[])[1 + i % 3], 'demo_x' || i, 'excluded_' || i,
      jsonb_build_object('version', 1, 'details',
        jsonb_build_object('reason', reason, 'actions', '[]'::jsonb, 'isDryRun', false))
    from generate_series(1, $1 / 4) i, lateral (select (array['not-banned', 'temporary-ban',
      'not-banned', 'human-involved', 'autoban', 'handled-by-other-bot', 'no-reason', 'too-old'])
      [1 + (pg_temp.chance(i, 'reason') * 8)::int % 8] as reason) r`,
    [appeals, until, demoCommunities],
  );
  await run(
    `insert into group_assignments (subreddit_key, redditor_id, username_key, "group",
      treatment_fraction, drawn_at)
    select lower(subreddit), redditor_id, username,
      case when treated then 'treatment' else 'control' end, fraction, at from demo`,
  );
  await run(
    `insert into appeals (id, subreddit, subreddit_key, redditor_id, username, username_key, "group",
      state, outcome, banned_at, ban_note, conversation_id, opened_at, last_changed_at, closed_at,
      is_moderator_involved)
    select id, subreddit, lower(subreddit), redditor_id, username, username,
      case when treated then 'treatment' else 'control' end,
      case when at + lasted <= $1 then 'closed' when sent then 'forwarded'
        when treated then 'invited' else 'new' end,
      case when at + lasted <= $1 then outcome end, at - interval '1 day', '', 'demo_c' || i, at,
      least(at + lasted, $1), case when at + lasted <= $1 then at + lasted end, false
    from demo where i % 97 <> 0`,
    [until],
  );
  await run(
    `insert into main_ban_appeal_data (reddit_username, subreddit, created_at, updated_at, appeal_id,
      question_set_id, submitted_at, draft)
    select username, subreddit, at, at, id, 'demo',
      case when sent then least(at + lasted * 0.2, $1) end,
      case when begun then (array[
        '{"why_banned": "A demo answer."}',
        '{"why_banned": "A demo answer.", "describe_rule": "A rule."}',
        '{"why_banned": "A demo answer.", "describe_rule": "A rule.", "what_steps": "Some."}'
      ]::jsonb[])[1 + (pg_temp.chance(i, 'question') * 3)::int % 3] end
    from demo where treated and i % 97 <> 0`,
    [until],
  );
  await run(
    `insert into actions (id, scope, scope_id, key, appeal_id, conversation_id, action, status,
      claimed_at, settled_at)
    select pg_temp.id('8003', i), 'appeal', id::text, 'unarchive', id, 'demo_c' || i,
      '{"kind": "unarchive", "key": "unarchive", "scope": "appeal"}'::jsonb, 'settled', at + lasted * 0.2,
      least(at + lasted * 0.2, $1)
    from demo where sent and i % 97 <> 0`,
    [until],
  );
  // One appeal in ten with its conversation: fewer messages in treatment, where the form asks first.
  await run(
    `insert into conversations (conversation_id, subreddit, redditor_id, username, last_updated, last_seen)
    select 'demo_c' || i, subreddit, redditor_id, username, at, jsonb_build_object(
      'id', 'demo_c' || i, 'subreddit', subreddit, 'subject', 'My ban', 'startedBy', null,
      'isInternal', false, 'isAuto', false, 'isArchived', false, 'appellant', null,
      'moderatorActions', '[]'::jsonb, 'lastUpdated', at, 'messageCount', null, 'isComplete', true,
      'messages', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', 'm' || i || '_' || m, 'body', 'A demo message.', 'isPrivate', false, 'date', at,
        'author', jsonb_build_object('id', null, 'name', case when m > 0 then 'demo_moderator' else username end, 'isModerator', m > 0,
          'isAdmin', false, 'isDeleted', false))), '[]'::jsonb)
        from generate_series(0, floor(-ln(1 - pg_temp.chance(i, 'messages'))
          * case when treated then 1.2 else 2.4 end)::int) m))
    from demo where i % 10 = 0 and i % 97 <> 0`,
  );
  await run(
    `insert into appeal_conversations (appeal_id, conversation_id, linked_at)
    select id, 'demo_c' || i, at from demo where i % 10 = 0 and i % 97 <> 0`,
  );
  await run(
    "analyze group_assignments, appeals, main_ban_appeal_data, actions, bans, events, conversations",
  );
}

const demoQuestions = {
  id: "demo",
  version: 1,
  questions: [
    ["why_banned", "Why do you think you were banned?"],
    ["describe_rule", "Which rule was it?"],
    ["what_steps", "What will you do differently?"],
  ].map(([id, label]) => ({
    ...{ id, kind: "long", label, required: true, enabled: true },
    ...{ showRules: false, minLength: 1, maxLength: 1500 },
  })),
};
