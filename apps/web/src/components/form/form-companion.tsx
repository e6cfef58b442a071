"use client";

import { useEffect, useState } from "react";
import { watchForm } from "./watch-form.ts";

interface Props {
  readonly formId: string;
  /** With `{time}` in it. */
  readonly saved: string;
  readonly failed: string;
  readonly ended: string;
}

/** Counts characters and keeps the draft while somebody writes; without it the form works too. */
export function FormCompanion({ formId, saved, failed, ended }: Props) {
  const [said, say] = useState("");
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
    return watchForm(form, (keeping) => {
      const words = { saved: saved.replace("{time}", time.format(new Date())), failed, ended };
      say(words[keeping]);
    });
  }, [formId, saved, failed, ended]);
  return (
    <p className="soft small mt-3" role="status">
      {said}
    </p>
  );
}
