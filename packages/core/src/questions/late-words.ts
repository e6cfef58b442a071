import type { Answers } from "./answers.ts";
import { enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

/**
 * What came after the end and is not there already: of answers that were posted when the form had
 * been sent, or the appeal was over, those that differ from what is known. A text of which every
 * word stands in the known one, as an earlier state of it does, is no news.
 *
 * @param posted cleaned, as `draftAnswers` gives it
 * @param known what was sent, or the last draft where nothing was
 */
export function lateWords(set: QuestionSet, posted: Answers, known: Answers): Answers {
  const late = enabledQuestions(set).flatMap((question) => {
    const answer = Object.hasOwn(posted, question.id) ? posted[question.id] : undefined;
    if (answer === undefined) return [];
    return isThere(question, answer, known[question.id]) ? [] : [[question.id, answer] as const];
  });
  return Object.fromEntries(late);
}

function isThere(
  question: Question,
  answer: Answers[string],
  known: Answers[string] | undefined,
): boolean {
  if (known === undefined) return false;
  if (typeof answer === "string" && typeof known === "string")
    return question.kind === "short" || question.kind === "long"
      ? known.includes(answer)
      : known === answer;
  const [one, other] = [[answer].flat().toSorted(), [known].flat().toSorted()];
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
