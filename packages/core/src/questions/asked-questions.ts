import type { Answers } from "./answers.ts";
import { answerForm, enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

/**
 * The questions that a form asks of whoever has given these answers, in their order. A question is
 * asked on a choice only while that one is asked itself; on an answer in words, which a page cannot
 * follow while it is written, always.
 */
export function askedQuestions(set: QuestionSet, answers: Answers): readonly Question[] {
  const asked = new Map<string, Question>();
  for (const question of enabledQuestions(set))
    if (isDue(question, asked, answers)) asked.set(question.id, question);
  return [...asked.values()];
}

/** The answers to what is asked: one that a changed choice has hidden stays its author's own. */
export function askedAnswers(set: QuestionSet, answers: Answers): Answers {
  return Object.fromEntries(
    askedQuestions(set, answers).flatMap(({ id }) => {
      const answer = answers[id];
      return answer === undefined ? [] : [[id, answer] as const];
    }),
  );
}

/** The questions under which answers are read: those that are asked, and any other that was answered. */
export function shownQuestions(set: QuestionSet, answers: Answers): readonly Question[] {
  const asked = new Set(askedQuestions(set, answers));
  return enabledQuestions(set).filter(
    (question) => asked.has(question) || answers[question.id] !== undefined,
  );
}

function isDue(
  { onlyIf }: Question,
  asked: ReadonlyMap<string, Question>,
  answers: Answers,
): boolean {
  if (!onlyIf) return true;
  const earlier = asked.get(onlyIf.question);
  if (!earlier) return false;
  if (answerForm(earlier) === "words") return true;
  return [answers[earlier.id] ?? []].flat().some((value) => onlyIf.isOneOf.includes(value));
}
