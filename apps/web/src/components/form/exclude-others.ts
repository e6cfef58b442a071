import { noneOfThese } from "@appealmod/core/none-of-these";

/** Of several choices, "none of these" goes when another is made, and the others go with it. */
export function excludeOthers(form: HTMLFormElement, target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement) || target.type !== "checkbox" || !target.checked)
    return;
  for (const other of form.elements)
    if (
      other instanceof HTMLInputElement &&
      other !== target &&
      other.name === target.name &&
      (other.value === noneOfThese) !== (target.value === noneOfThese)
    )
      other.checked = false;
}
