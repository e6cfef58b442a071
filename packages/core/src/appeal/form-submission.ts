import { type Appeal, isOpen } from "./appeal.ts";

/** Why a form takes no more words. */
export type FormEnd = "already-submitted" | "closed";

/** A form can be written and sent once, while its appeal is open; `null` while it can. */
export function formEnd(
  appeal: Pick<Appeal, "state"> & { readonly submittedAt: Date | null },
): FormEnd | null {
  if (appeal.submittedAt) return "already-submitted";
  return isOpen(appeal) ? null : "closed";
}

/**
 * How a form that is sent moves its appeal: the cutoff counts from here, and it is due at once:
 * should the job be lost, the next look at what is due finds it.
 */
export function formSubmitted(at: Date): {
  readonly lastChangedAt: Date;
  readonly nextCheckAt: Date;
} {
  return { lastChangedAt: at, nextCheckAt: at };
}
