import type { Group } from "@appealmod/core";
import { inArray, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { appeals, researchLabels } from "../schema/index.ts";
import { participantsQuery } from "./research-participants.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";

export interface ToxicityLabel {
  readonly appealId: string;
  readonly coder: string;
  readonly isToxic: boolean;
}

const rowsAtOnce = 1_000;

/**
 * Keeps labels; one of the same coder and appeal takes the place of the earlier one.
 *
 * @returns how many were kept: those of appeals that are not here are left out
 */
export async function storeToxicityLabels(
  orm: Orm,
  labels: readonly ToxicityLabel[],
  importedAt: Date,
): Promise<number> {
  let kept = 0;
  for (let from = 0; from < labels.length; from += rowsAtOnce) {
    const some = labels.slice(from, from + rowsAtOnce);
    const found = await orm
      .select({ id: appeals.id })
      .from(appeals)
      .where(
        inArray(
          appeals.id,
          some.map(({ appealId }) => appealId),
        ),
      );
    const here = new Set(found.map(({ id }) => id));
    const rows = some.filter(({ appealId }) => here.has(appealId));
    if (rows.length > 0)
      await orm
        .insert(researchLabels)
        .values(rows.map((label) => ({ ...label, importedAt })))
        .onConflictDoUpdate({
          target: [researchLabels.appealId, researchLabels.coder],
          set: { isToxic: sql`excluded.is_toxic`, importedAt },
        });
    kept += rows.length;
  }
  return kept;
}

/** Appeals of one arm that most of their coders called toxic, or not; where they are split, neither. */
export interface LabelledAppeals {
  readonly subredditKey: string;
  readonly phase: number;
  readonly group: Group;
  readonly verdict: "toxic" | "not-toxic" | "split";
  readonly appeals: number;
  /** Of them, those that reached moderators. */
  readonly reached: number;
}

export async function labelledAppeals(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly LabelledAppeals[]> {
  const { rows } = await client.query<LabelledAppeals>(
    `with verdicts as (
      select appeal_id, case sign(sum(case when is_toxic then 1 else -1 end))
        when 1 then 'toxic' when -1 then 'not-toxic' else 'split' end as verdict
      from research_labels group by 1
    )
    select subreddit_key as "subredditKey", phase, "group", verdict, count(*)::int as appeals,
      count(*) filter (where is_reached)::int as reached
    from (${participantsQuery}) participants
    join verdicts using (appeal_id)
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [subredditKey, takenAt],
  );
  return rows;
}

/** How often two coders said what of the same appeals, of those two who share the most. */
export interface CoderAgreement {
  readonly first: string;
  readonly second: string;
  readonly firstIsToxic: boolean;
  readonly secondIsToxic: boolean;
  readonly appeals: number;
}

export async function coderAgreement({
  client,
}: ResearchSnapshot): Promise<readonly CoderAgreement[]> {
  const { rows } = await client.query<CoderAgreement>(
    `with pairs as (
      select a.coder as first, b.coder as second, a.is_toxic as one, b.is_toxic as other
      from research_labels a
      join research_labels b on b.appeal_id = a.appeal_id and b.coder > a.coder
    ), most as (
      select first, second from pairs group by 1, 2 order by count(*) desc, 1, 2 limit 1
    )
    select first, second, one as "firstIsToxic", other as "secondIsToxic", count(*)::int as appeals
    from pairs join most using (first, second) group by 1, 2, 3, 4 order by 3, 4`,
  );
  return rows;
}

export interface AppealToLabel {
  readonly appealId: string;
  /** The redditor's first words in its conversation. */
  readonly words: string;
}

/** Appeals for coders to read, in an order that has nothing to do with time, arm or outcome. */
export async function appealsToLabel(
  { pool }: Pick<Database, "pool">,
  most: number,
): Promise<readonly AppealToLabel[]> {
  const { rows } = await pool.query<AppealToLabel>(
    `select a.id::text as "appealId", said.words
    from appeals a
    join conversations c on c.conversation_id = a.conversation_id
    cross join lateral (
      select m.message ->> 'body' as words
      from jsonb_array_elements(c.last_seen -> 'messages') with ordinality m (message, place)
      where m.message -> 'author' -> 'isModerator' = 'false'::jsonb
      order by m.place limit 1
    ) said
    where jsonb_typeof(c.last_seen -> 'messages') = 'array'
    order by md5(a.id::text) limit $1`,
    [most],
  );
  return rows;
}
