"use client";

import { useEffect } from "react";
import type { SignUpField } from "./sign-up-fields.ts";

/** What to say of a field that is empty, and of one that cannot be right. */
export type SignUpWords = Readonly<
  Record<SignUpField, { readonly required: string; readonly wrong: string }>
>;

/** Roughly what the server accepts; the server has the last word. */
const shapes: Readonly<Record<SignUpField, RegExp>> = {
  name: /\S/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/,
  reddit_username: /^(?:https?:\/\/\S+|\/?u(?:ser)?\/[\w-]{2,20}\/?|[\w-]{2,20})$/i,
  subreddit_url: /^(?:https?:\/\/\S+|\S*reddit\.com\/\S+|\/?r\/\w{2,21}\/?|\w{2,21}|u_[\w-]+)$/i,
};

interface Props {
  readonly formId: string;
  readonly words: SignUpWords;
}

/** Tells a slip when a field is left, and takes it back as soon as it is mended. */
export function SignUpCompanion({ formId, words }: Props) {
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!form) return;
    const ended = new AbortController();
    const { signal } = ended;
    const judge = (event: Event, mayScold: boolean) => {
      const input = event.target;
      if (!(input instanceof HTMLInputElement) || !Object.hasOwn(shapes, input.name)) return;
      const name = input.name as SignUpField;
      const value = input.value.trim();
      const isWrong = !shapes[name].test(value);
      // Nobody is scolded for a field that they only walked through.
      if (isWrong && (!mayScold || (value === "" && !input.ariaInvalid))) return;
      show(input, isWrong ? words[name][value === "" ? "required" : "wrong"] : null);
    };
    // A press on the button leaves the field first. Words that appear right then would push
    // the button away from under the finger, and the press would be lost.
    let waiting: (() => void) | undefined;
    let isPressed = false;
    const settle = () => {
      isPressed = false;
      setTimeout(() => {
        waiting?.();
        waiting = undefined;
      });
    };
    const press = () => {
      isPressed = true;
    };
    document.addEventListener("pointerdown", press, { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"])
      document.addEventListener(end, settle, { signal, capture: true });
    form.addEventListener(
      "focusout",
      (event) => {
        const later = () => judge(event, true);
        if (isPressed) waiting = later;
        else later();
      },
      { signal },
    );
    form.addEventListener("input", (event) => judge(event, false), { signal });
    return () => ended.abort();
  }, [formId, words]);
  return null;
}

function show(input: HTMLInputElement, words: string | null): void {
  const problem = document.getElementById(`${input.id}-problem`);
  if (!problem) return;
  problem.textContent = words;
  problem.hidden = words === null;
  input.ariaInvalid = words === null ? null : "true";
  input.closest(".field")?.classList.toggle("wrong", words !== null);
}
