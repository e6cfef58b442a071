import { z } from "zod";
import { answerVersion } from "./answer-version.ts";
import type { Answers } from "./answers.ts";
import { askedQuestions } from "./asked-questions.ts";
import { holdsAnswer } from "./holds-answer.ts";
import { enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

/** Further answers to questions, written in another window of the form; never an empty list. */
export type OtherAnswers = Readonly<Record<string, readonly Answers[string][]>>;

/** All that is kept of a form that is being written. */
export interface KeptDraft {
  readonly draft: Answers;
  /** What stands beside it, until its author has chosen. */
  readonly otherAnswers: OtherAnswers;
}

export const seenDraftSchema = z.object({
  answers: z.record(z.string(), z.array(z.string())),
  otherAnswers: z.array(z.string()),
});

/**
 * What a page with a form knows of its draft, in versions (`answerVersion`).
 * - `answers`: by question, first the answer that it knows to be stored, then those that it has
 *   posted without hearing of them. A question that is missing was empty.
 * - `otherAnswers`: those that it shows beside the fields.
 */
export type SeenDraft = z.infer<typeof seenDraftSchema>;

/** What a page knows that was made from this draft. */
export function seenDraft({ draft, otherAnswers }: KeptDraft): SeenDraft {
  return {
    answers: Object.fromEntries(
      Object.entries(draft).map(([id, answer]) => [id, [answerVersion(answer)]]),
    ),
    otherAnswers: Object.values(otherAnswers).flat().map(answerVersion),
  };
}

/**
 * Brings together, question by question, what is kept and what a page posts. Only what the page
 * was shown, or has written itself, gives way to its answer. Where both sides have written, the
 * posted answer goes into the draft and the kept one beside it, unless one holds the other.
 *
 * @param posted cleaned, as `draftAnswers` gives it
 * @param seen `null` for a post that does not say: it replaces nothing without keeping it, and
 * what it leaves empty stays
 */
export function mergeDraft(
  set: QuestionSet,
  kept: KeptDraft,
  posted: Answers,
  seen: SeenDraft | null,
): KeptDraft {
  const draft: Record<string, Answers[string]> = {};
  const otherAnswers: Record<string, readonly Answers[string][]> = {};
  for (const question of enabledQuestions(set)) {
    const { id } = question;
    const [here, stored] = [ownValue(posted, id), ownValue(kept.draft, id)];
    const versions = seen ? (ownValue(seen.answers, id) ?? [""]) : [];
    const { answer, displaced } = mergeAnswer(question, stored, here, versions);
    if (answer !== undefined) draft[id] = answer;
    // Of this page's own text, what it was before is no other answer.
    const own = here !== undefined && answer === here ? versions : [];
    const before = (ownValue(kept.otherAnswers, id) ?? []).filter(
      (other) => !own.includes(answerVersion(other)),
    );
    const others = withoutHeld(question, answer, [
      ...before,
      ...(displaced === undefined ? [] : [displaced]),
    ]);
    if (others.length > 0) otherAnswers[id] = others;
  }
  return { draft, otherAnswers };
}

/**
 * Whether a page may send what it posts: of what is asked it is all that is kept, and what is kept
 * beside it was shown.
 *
 * @param merged what `mergeDraft` made of the post
 */
export function showedAll(
  set: QuestionSet,
  merged: KeptDraft,
  posted: Answers,
  seen: SeenDraft | null,
): boolean {
  const asked = askedQuestions(set, posted);
  const isWhole = asked.every((question) => {
    const [here, there] = [ownValue(posted, question.id), ownValue(merged.draft, question.id)];
    if (here === undefined || there === undefined) return here === there;
    return holdsAnswer(question, here, there) && holdsAnswer(question, there, here);
  });
  const shown = seen?.otherAnswers;
  if (!isWhole || !shown) return isWhole;
  return asked
    .flatMap(({ id }) => ownValue(merged.otherAnswers, id) ?? [])
    .every((other) => shown.includes(answerVersion(other)));
}

type Answer = Answers[string];

function mergeAnswer(
  question: Question,
  stored: Answer | undefined,
  here: Answer | undefined,
  versions: readonly string[],
): { readonly answer: Answer | undefined; readonly displaced?: Answer } {
  if (versions.includes(answerVersion(stored))) return { answer: here };
  if (answerVersion(here) === versions[0]) return { answer: stored };
  if (here === undefined) return { answer: stored };
  if (stored === undefined || holdsAnswer(question, here, stored)) return { answer: here };
  if (holdsAnswer(question, stored, here)) return { answer: stored };
  return { answer: here, displaced: stored };
}

/** Each answer once, and none of which every word stands in the draft or in another. */
function withoutHeld(
  question: Question,
  answer: Answer | undefined,
  others: readonly Answer[],
): readonly Answer[] {
  return others.filter(
    (other, index) =>
      !holdsAnswer(question, answer, other) &&
      !others.some(
        (further, at) =>
          at !== index &&
          holdsAnswer(question, further, other) &&
          (at < index || !holdsAnswer(question, other, further)),
      ),
  );
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
