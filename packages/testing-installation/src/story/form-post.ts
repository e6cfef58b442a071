import { type HTMLElement, parse } from "node-html-parser";

/** A form as somebody without JavaScript meets it: where it posts to, and its fields. */
export interface PageForm {
  readonly action: string;
  readonly fields: ReadonlyMap<string, readonly HTMLElement[]>;
}

/** Reads the form that holds the field `name` from a page. */
export function readForm(html: string, pageUrl: string, name: string): PageForm {
  const form = parse(html)
    .querySelectorAll("form")
    .find((candidate) => candidate.querySelector(`[name="${name}"]`));
  if (!form) throw new Error(`there is no form with the field "${name}" on ${pageUrl}`);
  const fields = new Map<string, HTMLElement[]>();
  for (const field of form.querySelectorAll("input[name], textarea[name], select[name]")) {
    const of = field.getAttribute("name") ?? "";
    fields.set(of, [...(fields.get(of) ?? []), field]);
  }
  return { action: new URL(form.getAttribute("action") ?? pageUrl, pageUrl).href, fields };
}

/** Fills every field as a careful redditor would: the words given, else the first choice. */
export function fillForm(form: PageForm, words: Readonly<Record<string, string>>): URLSearchParams {
  const filled = new URLSearchParams();
  for (const [name, elements] of form.fields) {
    const [first] = elements;
    if (!first) continue;
    const type = first.tagName === "INPUT" ? (first.getAttribute("type") ?? "text") : first.tagName;
    const value = words[name] ?? chosen(type, first);
    if (value !== null) filled.append(name, value);
  }
  return filled;
}

function chosen(type: string, field: HTMLElement): string | null {
  switch (type.toLowerCase()) {
    case "radio":
    case "checkbox":
    case "hidden":
      return field.getAttribute("value") ?? "on";
    case "select":
      return (
        field
          .querySelectorAll("option")
          .map((option) => option.getAttribute("value"))
          .find((value) => value) ?? null
      );
    case "text":
    case "textarea":
      return null;
    default:
      return null;
  }
}
