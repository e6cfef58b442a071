import type { Answers } from "@appealmod/core";
import { answerVersion } from "@appealmod/core/answer-version";

export type OtherAnswerAction = "use" | "add" | "remove";

/** What the form's script makes answers of that come up while somebody writes. */
export const otherAnswersTemplateId = "other-answer-template";

/** An answer beside the draft as people read it. @param labels what choices are called */
export function otherAnswerText(
  answer: Answers[string],
  labels: Readonly<Record<string, unknown>>,
): string {
  return [answer]
    .flat()
    .map((value) => (Object.hasOwn(labels, value) ? String(labels[value]) : value))
    .join("\n");
}

/** What a button says that is to become of it. */
export function otherAnswerChoice(
  action: OtherAnswerAction,
  questionId: string,
  answer: Answers[string],
): string {
  return `${action}:${questionId}:${answerVersion(answer)}`;
}

/** As many lines as it needs, and not too many. */
export function otherAnswerRows(text: string): number {
  return Math.min(8, text.split("\n").length + 1);
}
