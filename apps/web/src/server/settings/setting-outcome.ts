/** What is wrong with one field of a form, in words; the empty field is the whole form. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What came of a post about a community's settings. */
export type SettingOutcome =
  /** @param to the page to show next, with its query */
  | { readonly kind: "saved"; readonly to: string }
  | { readonly kind: "conflict"; readonly seen: number; readonly inForce: number }
  /** With no problems: it was to be looked at, and is kept without being saved. */
  | { readonly kind: "kept"; readonly problems: readonly FieldProblem[] };

/** What a command said to a change, as an outcome. @param to the page to show once it is saved */
export function outcomeOf(
  revised:
    | number
    | null
    | { readonly kind: "conflict"; readonly seen: number; readonly inForce: number },
  to: string,
): SettingOutcome {
  if (typeof revised === "object" && revised !== null) return revised;
  return { kind: "saved", to: `${to}?saved=${revised ?? 0}` };
}
