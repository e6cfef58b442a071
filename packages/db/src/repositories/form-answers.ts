import type { Answers } from "@appealmod/core";

/** Columns of `main_ban_appeal_data` that research queries read, by the id of their question. */
const columnsByQuestion = {
  why_banned: "whyBanned",
  why_appealing: "whyAppealing",
  why_appealing_other: "whyAppealingOther",
  describe_rule: "describeRule",
  describe_actions: "describeActions",
  wrong_actions: "wrongActions",
  will_not_repeat: "willNotRepeat",
  what_steps: "whatSteps",
  allowed_comments: "allowedComments",
} as const;

type AnswerColumn = (typeof columnsByQuestion)[keyof typeof columnsByQuestion];

/** The columns that follow from the answers; several values are joined by a comma. */
export function answerColumns(answers: Answers): Record<AnswerColumn, string | null> {
  const columns: Partial<Record<AnswerColumn, string | null>> = {};
  for (const [question, column] of Object.entries(columnsByQuestion)) {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    columns[column] =
      answer === undefined ? null : typeof answer === "string" ? answer : answer.join(", ");
  }
  return columns as Record<AnswerColumn, string | null>;
}
