import { type Answers, type QuestionSet, questionSetSchema } from "@appealmod/core";
import type { FormRow } from "../source/earlier-rows.ts";

const yesOrNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What the five examples said is not kept: they were made to be vulgar. */
const comments = ["c1", "c2", "c3", "c4", "c5"].map((value) => ({
  value,
  label: `Example comment ${value}`,
}));

/** The questions of the earlier form, in words of ours: what was asked there is what these stand for. */
export const earlierQuestions: QuestionSet = questionSetSchema.parse({
  id: "comment-judging question of the earlier form",
  version: 2024,
  questions: [
    { id: "why_banned", kind: "long", label: "Why were you banned?" },
    {
      id: "why_appealing",
      kind: "one-of",
      label: "Why do you appeal?",
      options: [
        { value: "disagree", label: "I disagree with the rule." },
        { value: "not-apply", label: "The rule does not apply to what I did." },
        { value: "regret", label: "I regret what I did." },
        { value: "other", label: "Another reason" },
      ],
    },
    {
      id: "why_appealing_other",
      kind: "short",
      label: "Which other reason?",
      onlyIf: { question: "why_appealing", isOneOf: ["other"] },
    },
    { id: "describe_rule", kind: "long", label: "Describe the rule." },
    { id: "describe_actions", kind: "long", label: "Describe what you did." },
    {
      id: "wrong_actions",
      kind: "one-of",
      label: "Was what you did wrong?",
      options: yesOrNo,
    },
    {
      id: "will_not_repeat",
      kind: "one-of",
      label: "Will you not do it again?",
      options: yesOrNo,
    },
    { id: "what_steps", kind: "long", label: "Which steps will you take?" },
    {
      id: "allowed_comments",
      kind: "several-of",
      label:
        "Which of five example comments are allowed here? (Their codes; the texts are not kept.)",
      required: false,
      options: comments,
    },
  ],
});

/** What a form says; `null` for one that was not sent. */
export function earlierAnswers(form: FormRow): Answers | null {
  const { allowed_comments, ...others } = form;
  const answers: Record<string, string | readonly string[]> = {};
  for (const { id } of earlierQuestions.questions) {
    const given = id in others ? others[id as keyof typeof others] : "";
    if (typeof given === "string" && given.trim() !== "") answers[id] = given;
  }
  const isSent = Object.keys(answers).length > 0;
  if (!isSent && allowed_comments.length === 0) return null;
  return allowed_comments.length === 0 ? answers : { ...answers, allowed_comments };
}
