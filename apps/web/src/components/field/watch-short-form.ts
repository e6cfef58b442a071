import { showsNothing } from "@appealmod/core/visible-characters";
import { isPlausible, isWrittenAs } from "./is-plausible.ts";

/** Checks the fields of a short form when one leaves them, and once more before it is sent. */
export function watchShortForm(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll("input")].filter(({ dataset }) => dataset.writtenAs);
  for (const field of fields) {
    // Nobody is scolded for a field that they only walked through.
    field.addEventListener("change", () => tell(field));
    field.addEventListener("input", () => {
      if (field.ariaInvalid === "true" && problemOf(field) === "") tell(field);
    });
  }
  form.addEventListener("submit", (event) => {
    // Whoever changes the language is not done yet: nothing is checked then.
    if (event.submitter?.hasAttribute("formaction")) return;
    const [first] = fields.filter(tell);
    if (!first) return;
    event.preventDefault();
    first.focus();
  });
  // A press would leave the field first, and a problem that is told right then would push the
  // button away from under the finger. So the field is left with the sending alone.
  form
    .querySelector("button.button")
    ?.addEventListener("mousedown", (event) => event.preventDefault());
}

/** What is wrong with what is written; empty for nothing. */
function problemOf({ value, dataset }: HTMLInputElement): string {
  if (showsNothing(value)) return dataset.required ?? "";
  const { writtenAs = "" } = dataset;
  return !isWrittenAs(writtenAs) || isPlausible(writtenAs, value) ? "" : (dataset.wrong ?? "");
}

/** Says at the field what is wrong with it. @returns whether anything is */
function tell(field: HTMLInputElement): boolean {
  const problem = problemOf(field);
  const isWrong = problem !== "";
  const id = `${field.id}-problem`;
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ");
  const others = described.filter((one) => one !== "" && one !== id);
  field.setAttribute("aria-describedby", [...others, ...(isWrong ? [id] : [])].join(" "));
  field.ariaInvalid = isWrong ? "true" : null;
  field.parentElement?.toggleAttribute("data-invalid", isWrong);
  const shown = document.getElementById(id) ?? document.createElement("p");
  Object.assign(shown, { id, className: "problem", textContent: problem });
  if (isWrong) field.parentElement?.querySelector("[aria-live]")?.append(shown);
  else shown.remove();
  return isWrong;
}
