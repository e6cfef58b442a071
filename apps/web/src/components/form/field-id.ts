/** The HTML id of a question's control, or of its first one. */
export function fieldId(questionId: string): string {
  return `answer-${questionId}`;
}

/** The HTML id of what was written to a question in another window. */
export function otherAnswersId(questionId: string): string {
  return `other-${questionId}`;
}
