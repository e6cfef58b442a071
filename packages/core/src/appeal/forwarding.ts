import type { Action } from "./action.ts";
import { actionKey } from "./action.ts";
import type { AppealFacts } from "./facts.ts";

/** Final, private note, unarchive: what brings a submitted appeal to people, less what is done. */
export function forwarding(facts: AppealFacts): readonly Action[] {
  const actions: readonly Action[] = [
    { kind: "send", key: actionKey.final, scope: "appeal", text: "final" },
    ...answersNotes(facts),
    { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" },
  ];
  return actions.filter((action) => !facts.settledForAppeal.has(action.key));
}

/** The private notes with the answers, one for each part, less what is done; none without a form. */
export function answersNotes(facts: AppealFacts): readonly Action[] {
  return Array.from({ length: facts.noteParts }, (_, index): Action => {
    const part = index + 1;
    return { kind: "note", key: actionKey.answers(part), scope: "appeal", note: "answers", part };
  }).filter((action) => !facts.settledForAppeal.has(action.key));
}
