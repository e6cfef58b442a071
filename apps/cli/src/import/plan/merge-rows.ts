import { personKey } from "@appealmod/db";
import { type FormRow, sources, type UserLog } from "../source/earlier-rows.ts";
import type { Fitting } from "../source/gather.ts";
import { earlierAnswers } from "./earlier-questions.ts";

/** The rows of one redditor in one community: the one that counts first. */
export interface Dossier {
  readonly users: readonly [Fitting<UserLog>, ...Fitting<UserLog>[]];
  /** What all of its rows together say; where they contradict each other, the first is right. */
  readonly user: UserLog;
  readonly forms: readonly Fitting<FormRow>[];
}

/**
 * Brings together what belongs to one redditor in one community, however the name is written.
 *
 * @returns forms of redditors of whom there is no other row, too
 */
export function mergeRows(
  users: readonly Fitting<UserLog>[],
  forms: readonly Fitting<FormRow>[],
): {
  readonly dossiers: readonly Dossier[];
  readonly formsAlone: readonly Fitting<FormRow>[];
} {
  const usersOf = Map.groupBy(users, ({ row }) => personKey(row));
  const formsOf = Map.groupBy(forms, ({ row }) =>
    personKey({ ...row, username: row.reddit_username }),
  );
  const dossiers = [...usersOf].map(([person, rows]): Dossier => {
    const [first, ...others] = rows.toSorted(byProgress);
    if (first === undefined) throw new Error(`There is no row of ${sources.users} in a group.`);
    const all = [first, ...others] as const;
    const sent = (formsOf.get(person) ?? []).toSorted(sentFirst);
    return { users: all, user: together(all.map(({ row }) => row)), forms: sent };
  });
  const formsAlone = forms.filter(
    ({ row }) => !usersOf.has(personKey({ ...row, username: row.reddit_username })),
  );
  return { dossiers, formsAlone };
}

function progress({ form_shared, form_filled, note_shared }: UserLog): number {
  return note_shared ? 3 : form_filled ? 2 : form_shared ? 1 : 0;
}

/** Who got furthest first; of two that are equally far the older, by which the group was drawn. */
function byProgress(one: Fitting<UserLog>, other: Fitting<UserLog>): number {
  return (
    progress(other.row) - progress(one.row) ||
    one.row.appeal_time.getTime() - other.row.appeal_time.getTime() ||
    (one.key < other.key ? -1 : 1)
  );
}

function sentFirst(one: Fitting<FormRow>, other: Fitting<FormRow>): number {
  const isSent = ({ row }: Fitting<FormRow>) => Number(earlierAnswers(row) !== null);
  return (
    isSent(other) - isSent(one) || one.row.created_at.getTime() - other.row.created_at.getTime()
  );
}

/** What was once done stays done, whichever of the rows tells it. */
function together(rows: readonly UserLog[]): UserLog {
  const [first] = rows;
  if (first === undefined) throw new Error("There is nothing to bring together.");
  const any = (has: (row: UserLog) => boolean) => rows.some(has);
  const dates = rows.flatMap(({ last_conv_update }) => last_conv_update ?? []);
  const conversations = rows.flatMap(({ conv_id, other_conv_ids }) => [conv_id, ...other_conv_ids]);
  return {
    ...first,
    form_filled: any((row) => row.form_filled),
    form_shared: any((row) => row.form_shared),
    note_shared: any((row) => row.note_shared),
    mod_involved: any((row) => row.mod_involved),
    user_deleted: any((row) => row.user_deleted),
    other_conv_ids: [...new Set(conversations)].filter((id) => id !== first.conv_id),
    last_conv_update: dates.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null,
    appeal_accept: any((row) => row.appeal_accept === true) || first.appeal_accept,
  };
}
