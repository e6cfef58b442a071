import { enabledQuestions, type Question, type QuestionSet } from "./question-set.ts";

const minutesByKind: Readonly<Record<Question["kind"], number>> = {
  short: 0.5,
  long: 1.5,
  "one-of": 0.5,
  "several-of": 0.75,
  "yes-no": 0.25,
};

/**
 * Roughly how long a form takes whoever has the most to answer, in whole minutes; at least one, and
 * by fives from five on. The invite, the form and the site's pages all say this number.
 */
export function minutesFor(set: QuestionSet): number {
  const questions = enabledQuestions(set);
  const minutes = questions
    .filter(({ onlyIf }) => !onlyIf)
    .reduce((sum, question) => sum + longestFrom(question, questions), 0);
  return minutes < 5 ? Math.max(1, Math.round(minutes)) : Math.round(minutes / 5) * 5;
}

/** A question with those that depend on it, along the answer that leads to the most. */
function longestFrom({ id, kind }: Question, all: readonly Question[]): number {
  const byValue = new Map<string, number>();
  for (const next of all)
    if (next.onlyIf?.question === id)
      for (const value of next.onlyIf.isOneOf)
        byValue.set(value, (byValue.get(value) ?? 0) + longestFrom(next, all));
  return minutesByKind[kind] + Math.max(0, ...byValue.values());
}
