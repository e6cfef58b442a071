"use client";

import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { areKeysOff } from "./keys-switch.ts";

/** Keys for whoever works through a list: they press what the page shows anyway. */
export function RoomKeys() {
  useEffect(() => {
    if (areKeysOff()) return;
    const guarded = (act: () => void) => (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    const follow = (path: string) => () => window.location.assign(path);
    return tinykeys(window, {
      j: guarded(() => move(1)),
      k: guarded(() => move(-1)),
      c: guarded(() => document.querySelector<HTMLElement>("[data-key=claim]")?.click()),
      d: guarded(() => reveal("decide")),
      "/": guarded(() => {
        const field = document.getElementById("queue-q");
        field?.closest("details")?.setAttribute("open", "");
        if (field) field.focus();
        else window.location.assign("/moderate#queue-q");
      }),
      "Shift+?": guarded(follow("/moderate/keys")),
    });
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select") !== null)
  );
}

/** The next or previous appeal of the list gets the focus. */
function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(".queue-who > a")];
  const now = links.indexOf(document.activeElement as HTMLElement);
  links[now === -1 ? (by === 1 ? 0 : links.length - 1) : now + by]?.focus();
}

function reveal(id: string): void {
  const place = document.getElementById(id);
  place?.closest("details")?.setAttribute("open", "");
  place?.scrollIntoView();
  place?.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
}
