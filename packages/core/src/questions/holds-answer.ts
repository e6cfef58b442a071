import type { Answers } from "./answers.ts";
import { answerForm, type Question } from "./question-set.ts";

/**
 * Whether every word of one answer stands in the other, as an earlier state of a text does. Of
 * choices, only the same ones.
 */
export function holdsAnswer(
  question: Question,
  whole: Answers[string] | undefined,
  part: Answers[string],
): boolean {
  if (whole === undefined) return false;
  if (typeof part === "string" && typeof whole === "string")
    return answerForm(question) === "words" ? whole.includes(part) : whole === part;
  const [one, other] = [[part].flat().toSorted(), [whole].flat().toSorted()];
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
