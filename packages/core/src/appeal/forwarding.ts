import { assertNever } from "../assert-never.ts";
import type { Action } from "./action.ts";
import { actionKey } from "./action.ts";
import { isForwarded, isTreated } from "./appeal.ts";
import type { AppealFacts } from "./facts.ts";

/** Final, private note, unarchive: what brings a submitted appeal to people, less what is done. */
export function forwarding(facts: AppealFacts): readonly Action[] {
  const actions: readonly Action[] = [
    { kind: "send", key: actionKey.final, scope: "appeal", text: "final" },
    ...answersNotes(facts),
    { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" },
  ];
  return actions.filter((action) => isToDo(facts, action));
}

/** The private notes with the answers, one for each part, less what is done; none without a form. */
export function answersNotes(facts: AppealFacts): readonly Action[] {
  return Array.from({ length: facts.noteParts }, (_, index): Action => {
    const part = index + 1;
    return { kind: "note", key: actionKey.answers(part), scope: "appeal", note: "answers", part };
  }).filter((action) => isToDo(facts, action));
}

/** What becomes of a form that was sent while a rule keeps the bot from the dialogue. */
export type SentFormHandling = "forward" | "note-only" | "nothing";

/**
 * What moderators are owed although a rule ends the dialogue: a form that was sent reaches them,
 * whatever happened to the ban or the conversation since. It belongs into the conversation in
 * which the appeal began, whole.
 */
export function sentForm(facts: AppealFacts, handling: SentFormHandling): readonly Action[] {
  const { appeal, conversation } = facts;
  if (handling === "nothing" || !appeal?.form || appeal.conversationId !== conversation.id)
    return [];
  if (!isTreated(appeal) || isForwarded(appeal)) return [];
  switch (handling) {
    case "forward":
      return forwarding(facts);
    case "note-only":
      return answersNotes(facts);
    default:
      return assertNever(handling);
  }
}

/** Neither done nor given up. */
export function isToDo(
  { settledForAppeal, givenUpForAppeal }: AppealFacts,
  { key }: Pick<Action, "key">,
): boolean {
  return !settledForAppeal.has(key) && !givenUpForAppeal.has(key);
}
