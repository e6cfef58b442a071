/**
 * - `lost`: should be there and is not.
 * - `doubled`: the same effect twice.
 * - `wrong`: an effect that should not be there, or not like this.
 * - `overdue`: a form that people had only after more than a minute in which nothing was in its way.
 * - `late`: took longer than it may while nothing was broken; told, no failure.
 * - `ambiguous`: a race that reality allows to end either way; told, no failure.
 */
export type FindingClass = "lost" | "doubled" | "wrong" | "overdue" | "late" | "ambiguous";

export interface Finding {
  readonly class: FindingClass;
  readonly what: string;
  readonly conversationId: string | null;
}

export const failures: readonly FindingClass[] = ["lost", "doubled", "wrong", "overdue"];

/** How a judge tells what it found. */
export type Say = (kind: FindingClass, what: string, talk: { readonly id: string } | null) => void;
