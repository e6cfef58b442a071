import type { Database } from "@appealmod/db";
import fc from "fast-check";

/** Somebody who was banned, wrote, was drawn or not, in any combination that rows can have. */
export interface RandomPerson {
  readonly place: number;
  readonly day: number;
  readonly isBanned: boolean;
  readonly reasons: readonly string[];
  readonly hasId: boolean;
  readonly draw: {
    readonly group: "treatment" | "control";
    readonly fraction: number;
    readonly appeal: {
      readonly state: "new" | "invited" | "forwarded" | "closed";
      readonly outcome: "granted" | "denied" | "none" | null;
      readonly isInvolved: boolean;
      readonly isForwarded: boolean;
      readonly form: "none" | "begun" | "sent";
      readonly days: number;
      readonly again: boolean;
    } | null;
  } | null;
}

const reason = fc.constantFrom(
  ...["not-banned", "temporary-ban", "human-involved", "nothing-from-appellant", "eligible"],
);

export const randomPeople: fc.Arbitrary<readonly RandomPerson[]> = fc.array(
  fc.record({
    place: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: 0, max: 90 }),
    isBanned: fc.boolean(),
    reasons: fc.array(reason, { maxLength: 3 }),
    hasId: fc.boolean(),
    draw: fc.option(
      fc.record({
        group: fc.constantFrom("treatment" as const, "control" as const),
        fraction: fc.constantFrom(0, 0.3, 0.5, 1),
        appeal: fc.option(
          fc.record({
            state: fc.constantFrom(...(["new", "invited", "forwarded", "closed"] as const)),
            outcome: fc.constantFrom(...(["granted", "denied", "none", null] as const)),
            isInvolved: fc.boolean(),
            isForwarded: fc.boolean(),
            form: fc.constantFrom(...(["none", "begun", "sent"] as const)),
            // Also dates before the beginning, and in the future.
            days: fc.integer({ min: -5, max: 2_000 }),
            again: fc.boolean(),
          }),
        ),
      }),
    ),
  }),
  { maxLength: 25 },
);

const places = ["LakeA", "LakeB", "LakeC"];
const begin = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

/** Puts people's rows where there were others. */
export async function storeRandomPeople(
  { pool }: Pick<Database, "pool">,
  people: readonly RandomPerson[],
): Promise<void> {
  await pool.query(
    `truncate bans, events, conversations, group_assignments, appeals, main_ban_appeal_data, actions
      cascade`,
  );
  await pool.query(
    `insert into question_sets (id, content) values ('any', '{}') on conflict do nothing`,
  );
  for (const [i, person] of people.entries()) {
    const subreddit = places[person.place] ?? "LakeA";
    const key = subreddit.toLowerCase();
    const at = new Date(begin + person.day * dayMs);
    const name = `person_${i}`;
    const id = person.hasId ? `t2_${i}` : null;
    if (person.isBanned)
      await pool.query(
        `insert into bans (subreddit, subreddit_key, redditor_id, username, username_key, banned_at,
          permanence, source, is_in_log, checked_at)
        values ($1, $2, $3, $4, $4, $5, 'permanent', 'log', true, $5)`,
        [subreddit, key, id, name, at],
      );
    for (const [j, why] of person.reasons.entries()) {
      await pool.query(
        `insert into conversations (conversation_id, subreddit, redditor_id, username, last_updated)
        values ($1, $2, $3, $4, $5)`,
        [`c${i}-${j}`, subreddit, id, name, at],
      );
      await pool.query(
        `insert into events (kind, at, actor_kind, level, audience, message, subreddit,
          conversation_id, username, data)
        values ('decided', $1, 'program', 'info', 'detail', '', $2, $3, $4, $5)`,
        [at, subreddit, `c${i}-${j}`, name, { version: 1, details: { reason: why } }],
      );
    }
    if (!person.draw) continue;
    const { group, fraction, appeal } = person.draw;
    await pool.query(
      `insert into group_assignments (subreddit_key, redditor_id, username_key, "group",
        treatment_fraction, drawn_at) values ($1, $2, $3, $4, $5, $6)`,
      [key, id, name, group, fraction, at],
    );
    if (!appeal) continue;
    const isClosed = appeal.state === "closed";
    const end = new Date(at.getTime() + appeal.days * dayMs);
    for (const later of appeal.again && isClosed ? [0, 1] : [0]) {
      const opened = new Date(at.getTime() + later * 400 * dayMs);
      const { rows } = await pool.query<{ id: string }>(
        `insert into appeals (subreddit, subreddit_key, redditor_id, username, username_key, "group",
          state, outcome, ban_note, conversation_id, opened_at, last_changed_at, closed_at,
          is_moderator_involved)
        values ($1, $2, $3, $4, $4, $5, $6, $7, '', $8, $9, $9, $10, $11) returning id`,
        [
          ...[subreddit, key, id, name, group, appeal.state, isClosed ? appeal.outcome : null],
          ...[`a${i}-${later}`, opened, isClosed ? end : null, appeal.isInvolved],
        ],
      );
      const appealId = rows[0]?.id;
      if (group === "treatment")
        await pool.query(
          `insert into main_ban_appeal_data (reddit_username, subreddit, created_at, updated_at,
            appeal_id, question_set_id, submitted_at, draft)
          values ($1, $2, $3, $3, $4, 'any', $5, $6)`,
          [
            ...[name, subreddit, at, appealId, appeal.form === "sent" ? at : null],
            appeal.form === "begun" ? { why_banned: "begun" } : null,
          ],
        );
      if (group === "treatment" && appeal.isForwarded)
        await pool.query(
          `insert into actions (scope, scope_id, key, appeal_id, conversation_id, action, status,
            claimed_at, settled_at)
          values ('appeal', $1::text, 'unarchive', $1::uuid, 'x', '{}', 'settled', $2, $2)`,
          [appealId, at],
        );
    }
  }
}
