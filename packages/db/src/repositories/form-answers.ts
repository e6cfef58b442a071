import type { Answers } from "@appealmod/core";

/**
 * The columns of `main_ban_appeal_data` that research queries read, by what the answers say to the
 * question of that id; several values are joined by a comma.
 */
export function answerColumns(answers: Answers) {
  const column = (question: string): string | null => {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (answer === undefined) return null;
    return typeof answer === "string" ? answer : answer.join(", ");
  };
  return {
    whyBanned: column("why_banned"),
    whyAppealing: column("why_appealing"),
    whyAppealingOther: column("why_appealing_other"),
    describeRule: column("describe_rule"),
    describeActions: column("describe_actions"),
    wrongActions: column("wrong_actions"),
    willNotRepeat: column("will_not_repeat"),
    whatSteps: column("what_steps"),
    allowedComments: column("allowed_comments"),
  };
}
