import { answerVersion } from "./answer-version.ts";
import type { Answers } from "./answers.ts";
import type { KeptDraft } from "./merge-draft.ts";
import { answerForm, enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

/**
 * What an author wants done with an answer that is kept beside the draft.
 * - `use`: it changes places with the one in the draft.
 * - `add`: it goes behind the one in the draft.
 * - `remove`: it is forgotten.
 */
export interface OtherAnswerChoice {
  readonly action: "use" | "add" | "remove";
  readonly questionId: string;
  /** Which one, by `answerVersion`. */
  readonly version: string;
}

/** Carries out a choice; changes nothing where that answer is no longer there. */
export function chooseOtherAnswer(
  set: QuestionSet,
  kept: KeptDraft,
  { action, questionId, version }: OtherAnswerChoice,
): KeptDraft {
  const question = enabledQuestions(set).find(({ id }) => id === questionId);
  if (!question || !Object.hasOwn(kept.otherAnswers, questionId)) return kept;
  const { [questionId]: others = [], ...otherAnswers } = kept.otherAnswers;
  const chosen = others.find((other) => answerVersion(other) === version);
  if (chosen === undefined) return kept;
  const answer = Object.hasOwn(kept.draft, questionId) ? kept.draft[questionId] : undefined;
  const isSwap = action === "use" && answer !== undefined;
  const rest = others.flatMap((other) => {
    if (other !== chosen) return [other];
    return isSwap ? [answer] : [];
  });
  return {
    draft:
      action === "remove"
        ? kept.draft
        : {
            ...kept.draft,
            [questionId]: action === "add" ? joined(question, answer, chosen) : chosen,
          },
    otherAnswers: rest.length > 0 ? { ...otherAnswers, [questionId]: rest } : otherAnswers,
  };
}

function joined(
  question: Question,
  answer: Answers[string] | undefined,
  other: Answers[string],
): Answers[string] {
  if (answer === undefined) return other;
  const both = [answer, other].flat();
  if (answerForm(question) === "choices") return [...new Set(both)];
  return both.join(question.kind === "long" ? "\n\n" : " ");
}
