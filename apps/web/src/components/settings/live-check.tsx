"use client";

import { useEffect, useRef } from "react";

/** So long nobody has typed when the server is asked. */
const quietMs = 700;

interface Problem {
  readonly field: string;
  readonly message: string;
}

interface Props {
  /** What the ids of the form's controls begin with, before the name of a problem's field. */
  readonly prefix?: "field" | "decision";
}

/**
 * Has the server check the form around it while somebody types, and shows what it says at the fields that
 * they touched: what would be said when they save, by the same rules.
 */
export function LiveCheck({ prefix = "field" }: Props) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    const touched = new Set<Element>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = new AbortController();
    const check = async () => {
      asked.abort();
      asked = new AbortController();
      const problems = await problemsOf(form, asked.signal).catch(() => null);
      if (problems) for (const field of touched) show(field, prefix, problems);
    };
    const onInput = ({ target }: Event) => {
      const at = target instanceof Element ? target : null;
      const field = at?.closest("section[id^=field-]") ?? at?.closest(".field");
      if (field) touched.add(field);
      clearTimeout(timer);
      timer = setTimeout(check, quietMs);
    };
    form.addEventListener("input", onInput);
    return () => {
      form.removeEventListener("input", onInput);
      clearTimeout(timer);
      asked.abort();
    };
  }, [prefix]);
  return <span ref={mark} hidden />;
}

async function problemsOf(
  form: HTMLFormElement,
  signal: AbortSignal,
): Promise<readonly Problem[] | null> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  body.set("intent", "check");
  const answer = await fetch(form.action, { method: "POST", body, signal });
  if (!answer.ok || answer.headers.get("content-type") !== "application/json") return null;
  const { problems } = (await answer.json()) as { readonly problems: readonly Problem[] };
  return problems;
}

function show(field: Element, prefix: string, problems: readonly Problem[]): void {
  const controls = field.querySelectorAll(`:is(input, textarea, select)[id^=${prefix}-]`);
  // What has several controls, such as one for each language, bears the name itself.
  const isGroup = field.id.startsWith(`${prefix}-`);
  const shown = [...(isGroup ? [field] : []), ...controls].map((named) => {
    const message = problems
      .filter((problem) => `${prefix}-${problem.field}` === named.id)
      .map((problem) => problem.message)
      .join(" ");
    mark(named, message);
    return message;
  });
  field.toggleAttribute(
    "data-invalid",
    shown.some((message) => message !== ""),
  );
}

function mark(named: Element, message: string): void {
  const id = `${named.id}-problem`;
  const shown = document.getElementById(id);
  const isControl = named.matches("input, textarea, select");
  if (message === "") {
    shown?.remove();
    named.removeAttribute("aria-invalid");
    return;
  }
  const line = shown ?? document.createElement("p");
  line.id = id;
  line.className = "problem";
  line.setAttribute("role", "status");
  if (line.textContent !== message) line.textContent = message;
  if (isControl) named.setAttribute("aria-invalid", "true");
  if (!shown && isControl) (named.closest(".beside") ?? named).before(line);
  else if (!shown) (named.querySelector(":scope > .hint") ?? named.firstElementChild)?.after(line);
  const described = new Set((named.getAttribute("aria-describedby") ?? "").split(" "));
  named.setAttribute("aria-describedby", [...described.add(id)].join(" ").trim());
}
