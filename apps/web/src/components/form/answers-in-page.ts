type Value = string | readonly string[];

/** What stands in a form's fields, by question: text, or the values that are chosen. */
export function answersIn(form: HTMLFormElement): Map<string, Value> {
  return collect(
    form,
    (field) => (isChoice(field) ? field.checked : null),
    (field) => field.value,
  );
}

/** What stood in them as the page came from the server. */
export function answersAsSent(form: HTMLFormElement): Map<string, Value> {
  return collect(
    form,
    (field) => (isChoice(field) ? field.defaultChecked : null),
    (field) => (isChoice(field) ? field.value : field.defaultValue),
  );
}

/** Puts an answer into the fields of its question, as if it had been written there. */
export function putAnswer(form: HTMLFormElement, id: string, answer: Value | undefined): void {
  const values = [answer ?? []].flat();
  for (const field of fieldsOf(form)) {
    if (field.name !== id) continue;
    if (isChoice(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Whether somebody is writing in a field of the question right now. */
export function isWritingIn(form: HTMLFormElement, id: string): boolean {
  const active = document.activeElement;
  return fieldsOf(form).some((field) => field === active && field.name === id && !isChoice(field));
}

type Field = HTMLTextAreaElement | HTMLInputElement;

function collect(
  form: HTMLFormElement,
  isChosen: (field: Field) => boolean | null,
  textOf: (field: Field) => string,
): Map<string, Value> {
  const answers = new Map<string, Value>();
  for (const field of fieldsOf(form)) {
    const chosen = isChosen(field);
    if (chosen === null) {
      answers.set(field.name, textOf(field));
      continue;
    }
    const before = [answers.get(field.name) ?? []].flat();
    answers.set(field.name, chosen ? [...before, textOf(field)] : before);
  }
  return answers;
}

/** Its fields for answers: those of the form itself have names that no question has. */
function fieldsOf(form: HTMLFormElement): readonly Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) &&
      field.name !== "" &&
      !field.name.startsWith("_"),
  );
}

function isChoice(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");
}
