import { type HTMLElement, parse } from "node-html-parser";

type Values = Readonly<Record<string, string | readonly string[]>>;

/** A page with a form in a browser without JavaScript: it posts what it was shown, and what is changed in it. */
export interface FormTab {
  readonly html: HTMLElement;
  /** What stands in the fields of the question. */
  valueOf(name: string): readonly string[];
  /** Presses a button of the form, after something was written. */
  post(button: Values, written?: Values, headers?: Record<string, string>): Promise<Response>;
}

/** Opens a page and reads the form in it that is sent to where `sentTo` says. */
export async function openFormTab(address: string, sentTo?: string): Promise<FormTab> {
  const response = await fetch(address, { headers: { "accept-language": "en" } });
  return readFormTab(await response.text(), address, sentTo);
}

/** Reads the form of a page that came as the answer to a post. */
export function readFormTab(text: string, address: string, sentTo?: string): FormTab {
  const html = parse(text);
  const form = html
    .querySelectorAll('form[method="post"]')
    .find((one) => sentTo === undefined || one.getAttribute("action")?.includes(sentTo));
  if (!form) throw new Error(`there is no form on the page ${address}`);
  const fields = new Map<string, string[]>();
  for (const field of form.querySelectorAll("input[name], textarea[name]")) {
    const name = field.getAttribute("name") ?? "";
    const type = field.getAttribute("type");
    const isLeftOut = (type === "radio" || type === "checkbox") && !field.hasAttribute("checked");
    const values = fields.get(name) ?? [];
    // A parser takes the first line end in a text area away.
    const value =
      field.tagName === "TEXTAREA"
        ? field.textContent.replace(/^\n/, "")
        : (field.getAttribute("value") ?? "");
    fields.set(name, isLeftOut ? values : [...values, value]);
  }
  const action = new URL(form.getAttribute("action") ?? "", address);
  return {
    html,
    valueOf: (name) => fields.get(name) ?? [],
    post(button, written = {}, headers = {}) {
      const all = new Map<string, string | readonly string[]>(fields);
      for (const [name, value] of Object.entries({ ...written, ...button })) all.set(name, value);
      const body = new URLSearchParams();
      for (const [name, value] of all) for (const one of [value].flat()) body.append(name, one);
      return fetch(action, { method: "POST", body, headers, redirect: "manual" });
    },
  };
}
