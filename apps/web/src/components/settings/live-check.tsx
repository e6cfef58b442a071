"use client";

import { useEffect, useRef } from "react";

/** So long nobody has typed when the server is asked. */
const quietMs = 700;

interface Problem {
  readonly field: string;
  readonly message: string;
}

/**
 * Has the server check the form around it while somebody types, and shows what it says at the fields that
 * they touched: what would be said when they save, by the same rules.
 */
export function LiveCheck() {
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
      if (problems) for (const field of touched) show(field, problems);
    };
    const onInput = ({ target }: Event) => {
      const at = target instanceof Element ? target : null;
      const field = at?.closest("section[id^=field-]") ?? at?.closest(".setting-field");
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
  }, []);
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

function show(field: Element, problems: readonly Problem[]): void {
  // What has several controls bears the name itself.
  const isGroup = field.id.startsWith("field-");
  const control = isGroup ? field : field.querySelector("[id^=field-]");
  if (!control) return;
  const message = problems
    .filter((problem) => `field-${problem.field}` === control.id)
    .map((problem) => problem.message)
    .join(" ");
  const id = `${control.id}-problem`;
  const shown = document.getElementById(id);
  field.toggleAttribute("data-invalid", message !== "");
  if (message === "") {
    shown?.remove();
    control.removeAttribute("aria-invalid");
    return;
  }
  const line = shown ?? document.createElement("p");
  line.id = id;
  line.className = "problem";
  line.setAttribute("role", "status");
  if (line.textContent !== message) line.textContent = message;
  if (!shown && isGroup)
    (field.querySelector(":scope > .hint") ?? field.firstElementChild)?.after(line);
  else if (!shown) control.before(line);
  if (!isGroup) control.setAttribute("aria-invalid", "true");
  const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" "));
  control.setAttribute("aria-describedby", [...described.add(id)].join(" ").trim());
}
