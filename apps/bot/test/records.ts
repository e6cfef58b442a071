import type { Stage } from "./stage.ts";

export interface DecisionRow {
  readonly reason: string;
  readonly actions: readonly string[];
  readonly dry: boolean;
}

/** The decisions about a conversation, in their order, with the keys of their actions. */
export async function decisions(stage: Stage, conversationId: string) {
  const { rows } = await stage.database.pool.query<DecisionRow>(
    `select data #>> '{details,reason}' as reason, (data #> '{details,isDryRun}')::boolean as dry,
      coalesce((select array_agg(action ->> 'key')
        from jsonb_array_elements(data #> '{details,actions}') action), '{}') as actions
    from events where kind = 'decided' and conversation_id = $1 order by id`,
    [conversationId],
  );
  return rows;
}

/** The newest decision about a conversation: its reason and the keys of its actions. */
export async function lastDecision(stage: Stage, conversationId: string) {
  const last = (await decisions(stage, conversationId)).at(-1);
  return last && [last.reason, ...last.actions];
}

export interface AppealRow {
  readonly group: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly involved: boolean;
  readonly conversations: readonly string[];
}

/** All appeals of a redditor, oldest first. */
export async function appeals(stage: Stage, username: string): Promise<readonly AppealRow[]> {
  const { rows } = await stage.database.pool.query<AppealRow>(
    `select "group", state, outcome, is_moderator_involved as involved,
      array(select conversation_id from appeal_conversations where appeal_id = appeals.id
        order by linked_at) as conversations
    from appeals where username_key = lower($1) order by opened_at`,
    [username],
  );
  return rows;
}

/** Keys of the effects of one conversation and whether they are settled, in the order of their claims. */
export async function effects(stage: Stage, conversationId: string) {
  const { rows } = await stage.database.pool.query<{ key: string; status: string }>(
    "select key, status from actions where conversation_id = $1 order by claimed_at, key",
    [conversationId],
  );
  return rows.map(({ key, status }) => (status === "settled" ? key : `${key} (${status})`));
}

export async function countOf(stage: Stage, table: string): Promise<number> {
  const { rows } = await stage.database.pool.query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0]?.count ?? 0;
}

/** What a redditor was told about each ban that they contested, oldest first; null where it is not known. */
export async function banMessages(stage: Stage, username: string) {
  const { rows } = await stage.database.pool.query<{ told: string | null }>(
    "select told_reason as told from appeals where username_key = lower($1) order by opened_at",
    [username],
  );
  return rows.map(({ told }) => told);
}
