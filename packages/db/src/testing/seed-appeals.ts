import type { QuestionSet } from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { keepQuestionSet } from "../repositories/question-sets.ts";

export interface SeededAppeals {
  readonly appeals: number;
  readonly communities: number;
  /** Reddit's account id of a moderator of all the communities. */
  readonly moderatorId: string;
  /** As of when Reddit's lists of moderators were read. */
  readonly at: Date;
  readonly questions: QuestionSet;
}

/** The name of a seeded community, from 1. */
export function seededCommunity(number: number): string {
  return `Seeded_${number}`;
}

/** The id of a moderator of one seeded community alone, from 1. */
export function seededModerator(number: number): string {
  return `t2_seeded_mod_${number}`;
}

/**
 * Fills an empty database with appeals in all their states, with forms, conversations, events, bans,
 * actions and decisions, by a handful of statements.
 */
export async function seedAppeals(
  database: Pick<Database, "pool" | "orm">,
  { appeals, communities, moderatorId, at, questions }: SeededAppeals,
): Promise<void> {
  const questionSetId = await keepQuestionSet(database.orm, questions);
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query(
      `create temporary table seeded on commit drop as
      select n, gen_random_uuid() as id, n % ${communities} + 1 as community,
        'seeded_' || n % ${communities} + 1 as subreddit_key,
        'Seeded_' || n % ${communities} + 1 as subreddit,
        't2_seeded_' || n as redditor_id, chr(97 + n % 26) || 'hiker_' || n as username,
        'conv' || to_hex(n) as conversation_id,
        -- One in ten is with people, one in ten with the bot, the others are over.
        case n / ${communities} % 20 when 0 then 'forwarded' when 1 then 'invited' when 2 then 'new'
          when 3 then 'invited' else 'closed' end as state,
        case n / ${communities} % 20 when 2 then 'control' else 'treatment' end as "group",
        n / ${communities} % 20 = 3 as is_moderator_involved,
        $1::timestamptz - (n % 500000) * interval '1 minute' - interval '1 day' as opened_at
      from generate_series(1, ${appeals}) n`,
      [at],
    );
    for (const statement of statements(questionSetId, moderatorId))
      await client.query(statement, []);
    await client.query(`update community_moderators set as_of = $1`, [at]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
  // As autovacuum does where an installation lives: without it no index alone can answer.
  await database.pool.query("vacuum analyze");
}

function statements(questionSetId: string, moderatorId: string): readonly string[] {
  const message = (id: string, author: string, isModerator: boolean, body: string, at: string) =>
    `jsonb_build_object('id', ${id}, 'body', ${body}, 'isPrivate', false, 'date', ${at},
      'author', jsonb_build_object('id', null, 'name', ${author}, 'isModerator', ${isModerator},
        'isAdmin', false, 'isDeleted', false))`;
  return [
    `insert into communities (key, name, is_served)
      select distinct subreddit_key, subreddit, true from seeded`,
    `insert into community_moderators (subreddit_key, redditor_id, username, permissions, as_of)
      select distinct subreddit_key, '${moderatorId}', 'seeded_warden', array['all'], now() from seeded
      union all
      select distinct subreddit_key, 't2_seeded_mod_' || community, 'warden_' || community,
        array['mail', 'access'], now() from seeded`,
    `insert into appeals (id, subreddit, subreddit_key, redditor_id, username, username_key, "group",
        state, outcome, banned_at, ban_note, conversation_id, opened_at, last_changed_at, closed_at,
        is_moderator_involved)
      select id, subreddit, subreddit_key, redditor_id, username, lower(username), "group", state,
        case when state = 'closed' then (array['granted', 'denied', 'none'])[n / 20 % 3 + 1] end,
        opened_at - interval '2 hours', 'Rule 2: picked flowers', conversation_id, opened_at, opened_at,
        case when state = 'closed' then opened_at + interval '1 day' end, is_moderator_involved
      from seeded`,
    `insert into appeal_conversations (appeal_id, conversation_id, linked_at)
      select id, conversation_id, opened_at from seeded`,
    `insert into main_ban_appeal_data (reddit_username, subreddit, created_at, updated_at, appeal_id,
        question_set_id, answers, submitted_at)
      select username, subreddit, opened_at, opened_at, id, '${questionSetId}',
        case when state in ('forwarded', 'closed')
          then '{"why_banned": "I picked flowers.", "why_appealing": "mistake"}'::jsonb end,
        case when state in ('forwarded', 'closed') then opened_at + interval '1 hour' end
      from seeded where "group" = 'treatment'`,
    `insert into bans (subreddit, subreddit_key, redditor_id, username, username_key, banned_at,
        banned_by, permanence, note, source, is_in_log, checked_at)
      select subreddit, subreddit_key, redditor_id, username, lower(username),
        opened_at - interval '2 hours', 'warden_' || community, 'permanent', 'Rule 2: picked flowers',
        'log', true, opened_at
      from seeded`,
    `insert into conversations (conversation_id, subreddit, redditor_id, username, last_updated,
        last_seen)
      select conversation_id, subreddit, redditor_id, username, opened_at, jsonb_build_object(
        'id', conversation_id, 'subreddit', subreddit, 'subject', 'My ban', 'startedBy', username,
        'isInternal', false, 'isAuto', false, 'isArchived', false,
        'appellant', jsonb_build_object('id', redditor_id, 'name', username, 'account', 'active'),
        'messages', jsonb_build_array(
          ${message("'a' || n", "username", false, "'Why was I banned? I only picked flowers.'", "opened_at")},
          ${message("'b' || n", "'AppealModBot'", true, "repeat('Please use the form. ', 20)", "opened_at + interval '1 minute'")}),
        'moderatorActions', '[]'::jsonb, 'lastUpdated', opened_at, 'messageCount', 2,
        'isComplete', true)
      from seeded`,
    `insert into actions (scope, scope_id, key, appeal_id, conversation_id, action, status, message_id,
        claimed_at, settled_at)
      select 'appeal', id::text, 'invite', id, conversation_id,
        '{"kind": "send", "key": "invite", "scope": "appeal", "text": "invite"}'::jsonb, 'settled',
        'b' || n, opened_at, opened_at
      from seeded where "group" = 'treatment'`,
    `insert into events (kind, at, actor_kind, level, audience, message, subreddit, conversation_id,
        appeal_id, username, data)
      select kind, opened_at, 'program', 'info', 'detail', kind, subreddit, conversation_id,
        case when kind = 'decided' then null else id end, username,
        case when kind = 'decided' then jsonb_build_object('version', 1, 'details',
          jsonb_build_object('reason', case "group" when 'control' then 'control' else 'eligible' end,
            'actions', '[]'::jsonb, 'isDryRun', false))
        else '{"version": 1}'::jsonb end
      from seeded cross join unnest(array['decided', 'invite-sent', 'archived', 'conversation-seen',
        'form-sent']) kind`,
    `insert into moderator_decisions (appeal_id, kind, state, reason, decided_by_id, decided_by,
        decided_at, begins_at, number)
      select id, 'keep', case when state = 'closed' then 'done' else 'pending' end,
        'It was the third time.', 't2_seeded_mod_' || community, 'warden_' || community,
        opened_at + interval '1 day', opened_at + interval '1 day', 1
      from seeded where n % 7 = 0 and state in ('closed', 'forwarded')`,
    `insert into appeal_claims (appeal_id, redditor_id, username, claimed_at, expires_at)
      select id, 't2_seeded_mod_' || community, 'warden_' || community, now(), now() + interval '1 hour'
      from seeded where state = 'forwarded' and n % 5 = 0`,
  ];
}
