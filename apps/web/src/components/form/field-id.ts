/** The HTML id of a question's control, or of its first one. */
export function fieldId(questionId: string): string {
  return `answer-${questionId}`;
}
