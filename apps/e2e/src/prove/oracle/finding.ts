/**
 * - `lost`: should be there and is not.
 * - `doubled`: the same effect twice.
 * - `wrong`: an effect that should not be there, or not like this.
 * - `late`: took longer than it may while nothing was broken; told, no failure.
 * - `ambiguous`: a race that reality allows to end either way; told, no failure.
 */
export type FindingClass = "lost" | "doubled" | "wrong" | "late" | "ambiguous";

export interface Finding {
  readonly class: FindingClass;
  readonly what: string;
  readonly conversationId: string | null;
}

export const failures: readonly FindingClass[] = ["lost", "doubled", "wrong"];
