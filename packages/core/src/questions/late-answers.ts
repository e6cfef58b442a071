import type { Answers } from "./answers.ts";
import { askedQuestions } from "./asked-questions.ts";
import { holdsAnswer } from "./holds-answer.ts";
import type { QuestionSet } from "./question-set.ts";

/**
 * What came after the end and is not there already: of answers that were posted when the form had
 * been sent, or the appeal was over, those that differ from what is known. A text of which every
 * word stands in the known one, as an earlier state of it does, is no news; nor is an answer that
 * a changed choice has hidden.
 *
 * @param posted cleaned, as `draftAnswers` gives it
 * @param known what was sent, or the last draft where nothing was
 */
export function lateAnswers(set: QuestionSet, posted: Answers, known: Answers): Answers {
  const late = askedQuestions(set, { ...known, ...posted }).flatMap((question) => {
    const answer = Object.hasOwn(posted, question.id) ? posted[question.id] : undefined;
    if (answer === undefined) return [];
    return holdsAnswer(question, known[question.id], answer)
      ? []
      : [[question.id, answer] as const];
  });
  return Object.fromEntries(late);
}
