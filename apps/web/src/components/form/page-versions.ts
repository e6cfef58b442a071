import type { KeptDraft, SeenDraft } from "@appealmod/core";
import { answerVersion } from "@appealmod/core/answer-version";
import { seenField } from "./seen-field.ts";

type Value = string | readonly string[];

/** What is remembered of posts without an answer; beyond it, at worst the author chooses between two texts. */
const mostUnheard = 30;

/** Keeps the field up to date in which a page says what it was shown of the draft. */
export interface PageVersions {
  /** These answers are being posted: should nothing be heard of it, they may be stored all the same. */
  notePosting(answers: ReadonlyMap<string, Value>): void;
  /** The page now shows the answer that is stored. */
  noteShown(id: string, answer: Value | undefined): void;
  /** The page now shows these beside its fields. */
  noteOthers(kept: KeptDraft): void;
}

export function pageVersions(form: HTMLFormElement): PageVersions {
  const field = form.elements.namedItem(seenField);
  if (!(field instanceof HTMLInputElement))
    throw new Error(`The form has no field "${seenField}": nothing can be saved from it.`);
  const change = (by: (seen: SeenDraft) => SeenDraft) => {
    field.value = JSON.stringify(by(JSON.parse(field.value) as SeenDraft));
  };
  return {
    notePosting: (answers) =>
      change((seen) => {
        const posted = [...answers].map(([id, answer]) => {
          const [shown = "", ...unheard] = seen.answers[id] ?? [""];
          const version = answerVersion(answer);
          const others = unheard.filter((one) => one !== version).slice(1 - mostUnheard);
          return [id, version === shown ? [shown, ...unheard] : [shown, ...others, version]];
        });
        return { ...seen, answers: { ...seen.answers, ...Object.fromEntries(posted) } };
      }),
    noteShown: (id, answer) =>
      change((seen) => ({ ...seen, answers: { ...seen.answers, [id]: [answerVersion(answer)] } })),
    noteOthers: ({ otherAnswers }) =>
      change((seen) => ({
        ...seen,
        otherAnswers: Object.values(otherAnswers).flat().map(answerVersion),
      })),
  };
}
