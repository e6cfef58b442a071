import type { Answers } from "./answers.ts";
import { holdsAnswer } from "./holds-answer.ts";
import { enabledQuestions, type QuestionSet } from "./question-set.ts";

/**
 * What came after the end and is not there already: of answers that were posted when the form had
 * been sent, or the appeal was over, those that differ from what is known. A text of which every
 * word stands in the known one, as an earlier state of it does, is no news.
 *
 * @param posted cleaned, as `draftAnswers` gives it
 * @param known what was sent, or the last draft where nothing was
 */
export function lateAnswers(set: QuestionSet, posted: Answers, known: Answers): Answers {
  const late = enabledQuestions(set).flatMap((question) => {
    const answer = Object.hasOwn(posted, question.id) ? posted[question.id] : undefined;
    if (answer === undefined) return [];
    return holdsAnswer(question, known[question.id], answer)
      ? []
      : [[question.id, answer] as const];
  });
  return Object.fromEntries(late);
}
