import type { ArmCounts, FormStep } from "@appealmod/db";

/** What redditors in treatment did with the form, over all communities and phases of a page. */
export interface FormUse {
  readonly invited: number;
  readonly begun: number;
  readonly sent: number;
  /** Begun and not sent, and the appeal has ended. */
  readonly abandoned: number;
  /** Begun and not sent, and the appeal is open. */
  readonly underway: number;
  /** By the last question that has an answer, in the order of the form. */
  readonly steps: readonly {
    readonly place: number;
    readonly questionId: string;
    readonly abandoned: number;
    readonly underway: number;
  }[];
}

export function formUse(
  { invited, formBegun: begun, formSent: sent }: ArmCounts,
  rows: readonly FormStep[],
): FormUse {
  const steps = [...Map.groupBy(rows, ({ place, questionId }) => `${place} ${questionId}`).values()]
    .flatMap((same) => {
      const [one] = same;
      if (!one) return [];
      const { place, questionId } = one;
      return { place, questionId, ...sums(same) };
    })
    .toSorted(
      (one, other) => one.place - other.place || (one.questionId < other.questionId ? -1 : 1),
    );
  return { invited, begun, sent, ...sums(rows), steps };
}

function sums(rows: readonly FormStep[]) {
  return {
    abandoned: rows.reduce((sum, row) => sum + row.abandoned, 0),
    underway: rows.reduce((sum, row) => sum + row.underway, 0),
  };
}
