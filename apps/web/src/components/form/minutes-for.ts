import type { Question } from "@appealmod/core";

const minutesByKind: Readonly<Record<Question["kind"], number>> = {
  short: 0.5,
  long: 1.5,
  "one-of": 0.5,
  "several-of": 0.75,
  "yes-no": 0.25,
};

/** Roughly how long a form takes, in whole minutes; at least one, and by fives from five on. */
export function minutesFor(questions: readonly Question[]): number {
  const always = questions.filter((question) => !question.onlyIf);
  const minutes = always.reduce((sum, { kind }) => sum + minutesByKind[kind], 0);
  return minutes < 5 ? Math.max(1, Math.round(minutes)) : Math.round(minutes / 5) * 5;
}
