import { participantsQuery } from "./research-participants.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";

/** Forms that were begun and never sent, by the last question that has an answer. */
export interface FormStep {
  readonly subredditKey: string;
  readonly phase: number;
  /** The place of the question in its form, from 1. */
  readonly place: number;
  readonly questionId: string;
  /** The appeal has ended: the form is abandoned. */
  readonly abandoned: number;
  /** The appeal is open: the form may still be sent. */
  readonly underway: number;
}

/** The same question asked in another place of another version of the form is another row. */
export async function researchFormSteps(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly FormStep[]> {
  const { rows } = await client.query<FormStep>(
    `select p.subreddit_key as "subredditKey", p.phase, last.place, last.id as "questionId",
      count(*) filter (where p.ending <> 'open')::int as abandoned,
      count(*) filter (where p.ending = 'open')::int as underway
    from (${participantsQuery}) p
    join main_ban_appeal_data f on f.appeal_id = p.appeal_id
    join question_sets s on s.id = f.question_set_id
    cross join lateral (
      select q.place::int as place, q.question ->> 'id' as id
      from jsonb_array_elements(s.content -> 'questions') with ordinality q (question, place)
      where coalesce(f.draft -> (q.question ->> 'id'), '""') not in ('""', '[]')
      order by q.place desc limit 1
    ) last
    where p.is_form_begun and not p.is_form_sent
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`,
    [subredditKey, takenAt],
  );
  return rows;
}
