import {
  type Answers,
  type AppealState,
  actionKey,
  type Group,
  nameKey,
  type Outcome,
  reminderPrefix,
} from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { banAppealForms } from "../schema/index.ts";
import { parsedColumn } from "../schema/parsed-json.ts";
import { type OnUnreadable, readableRows } from "./unreadable-row.ts";

/**
 * One appeal as researchers get it, under the names that their queries use. Everything from
 * `why_banned` to `updated_at` is the row of `main_ban_appeal_data`: null for an appeal in
 * control, and the answers null until they are submitted.
 */
export interface ExportedAppeal {
  readonly appeal_id: string;
  readonly reddit_username: string;
  readonly subreddit: string;
  readonly group: Group;
  /** The share of treatment in force when the redditor was drawn. */
  readonly treatment_fraction: number | null;
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly mod_involved: boolean;
  readonly banned_at: Date | null;
  readonly opened_at: Date;
  readonly invited_at: Date | null;
  readonly reminders: number;
  readonly submitted_at: Date | null;
  readonly forwarded_at: Date | null;
  readonly last_changed_at: Date;
  readonly closed_at: Date | null;
  /** The conversation in which it began. */
  readonly conv_id: string;
  readonly other_conv_ids: readonly string[];
  readonly why_banned: string | null;
  readonly why_appealing: string | null;
  readonly why_appealing_other: string | null;
  readonly describe_rule: string | null;
  readonly describe_actions: string | null;
  readonly wrong_actions: string | null;
  readonly will_not_repeat: string | null;
  readonly what_steps: string | null;
  readonly allowed_comments: string | null;
  readonly created_at: Date | null;
  readonly updated_at: Date | null;
  /** All answers by the id of their question, own questions of the community included. */
  readonly answers: Answers | null;
}

/** The columns of an export, in their order. */
export const exportColumns = [
  "appeal_id",
  "reddit_username",
  "subreddit",
  "group",
  "treatment_fraction",
  "state",
  "outcome",
  "mod_involved",
  "banned_at",
  "opened_at",
  "invited_at",
  "reminders",
  "submitted_at",
  "forwarded_at",
  "last_changed_at",
  "closed_at",
  "conv_id",
  "other_conv_ids",
  "why_banned",
  "why_appealing",
  "why_appealing_other",
  "describe_rule",
  "describe_actions",
  "wrong_actions",
  "will_not_repeat",
  "what_steps",
  "allowed_comments",
  "created_at",
  "updated_at",
  "answers",
] as const satisfies readonly (keyof ExportedAppeal)[];

const rowsAtOnce = 200;

/**
 * Every appeal of one community or of all, oldest first, as of the moment of the first row.
 * A few hundred are held in memory at a time, however many there are. A row that cannot be read is
 * left out and told.
 *
 * @param subreddit `null` for all communities
 */
export async function* exportAppeals(
  { pool }: Pick<Database, "pool">,
  subreddit: string | null,
  onUnreadable: OnUnreadable,
): AsyncGenerator<ExportedAppeal, void, undefined> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    await client.query(`declare exported no scroll cursor for ${exportQuery}`, [
      subreddit === null ? null : nameKey(subreddit),
      actionKey.invite,
      reminderPrefix,
      actionKey.unarchive,
    ]);
    while (true) {
      const { rows } = await client.query<UnparsedRow>(`fetch ${rowsAtOnce} from exported`);
      if (rows.length === 0) return;
      yield* readableRows(rows, exported, onUnreadable);
    }
  } finally {
    // Read only: there is nothing to keep, whether it came to its end or not.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}

/** The words in it are checked by constraints of their tables. */
type UnparsedRow = Omit<ExportedAppeal, "answers"> & { readonly answers: unknown };

function exported(row: UnparsedRow): ExportedAppeal {
  return { ...row, answers: parsedColumn(banAppealForms.answers, row.answers, row.appeal_id) };
}

const exportQuery = `
  select
    a.id as appeal_id, a.username as reddit_username, a.subreddit, a."group",
    g.treatment_fraction, a.state, a.outcome, a.is_moderator_involved as mod_involved,
    a.banned_at, a.opened_at, done.invited_at, done.reminders::int as reminders,
    f.submitted_at, done.forwarded_at, a.last_changed_at, a.closed_at,
    a.conversation_id as conv_id,
    array(
      select c.conversation_id from appeal_conversations c
      where c.appeal_id = a.id and c.conversation_id <> a.conversation_id
      order by c.linked_at, c.conversation_id
    ) as other_conv_ids,
    f.why_banned, f.why_appealing, f.why_appealing_other, f.describe_rule, f.describe_actions,
    f.wrong_actions, f.will_not_repeat, f.what_steps, f.allowed_comments,
    f.created_at, f.updated_at, f.answers
  from appeals a
  left join main_ban_appeal_data f on f.appeal_id = a.id
  left join group_assignments g
    on g.subreddit_key = a.subreddit_key and g.redditor_key = a.redditor_key
  cross join lateral (
    select
      min(settled_at) filter (where key = $2) as invited_at,
      count(*) filter (where starts_with(key, $3)) as reminders,
      min(settled_at) filter (where key = $4) as forwarded_at
    from actions
    where scope = 'appeal' and scope_id = a.id::text and status = 'settled'
  ) done
  where $1::text is null or a.subreddit_key = $1
  order by a.opened_at, a.id`;
