"use client";

import { useEffect, useState } from "react";
import { watchForm } from "./watch-form.ts";

interface Props {
  readonly formId: string;
  /** With `{time}` in it. */
  readonly saved: string;
  /** The same, where another window has written to the same question; with `{time}` in it. */
  readonly both: string;
  readonly failed: string;
  readonly ended: string;
}

/** Counts characters and keeps the draft while somebody writes; without it the form works too. */
export function FormCompanion({ formId, saved, both, failed, ended }: Props) {
  const [said, say] = useState("");
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
    return watchForm(form, (keeping) => {
      const now = time.format(new Date());
      const words = {
        saved: saved.replace("{time}", now),
        both: both.replace("{time}", now),
        failed,
        ended,
      };
      say(words[keeping]);
    });
  }, [formId, saved, both, failed, ended]);
  return (
    <p className="saving" role="status">
      {said}
    </p>
  );
}
