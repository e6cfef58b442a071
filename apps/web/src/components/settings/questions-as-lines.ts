import type { LocalizedText, Question, QuestionSet } from "@appealmod/core";

/** A set of questions as lines to compare, one thing in each. */
export function questionsAsLines({ questions }: Pick<QuestionSet, "questions">): string {
  return `${questions.map((question, index) => questionAsLines(question, index + 1)).join("\n\n")}\n`;
}

function questionAsLines(question: Question, number: number): string {
  const { kind, label, help, required, enabled, showRules, onlyIf } = question;
  const facts = [
    kind,
    ...("maxLength" in question
      ? [`${question.minLength} to ${question.maxLength} characters`]
      : []),
    required ? "required" : "may be left empty",
    ...(enabled ? [] : ["switched off"]),
    ...(showRules ? ["with the rules beside it"] : []),
  ];
  return [
    `Question ${number}: ${question.id}`,
    ...wordings(label),
    ...(help ? wordings(help, "help ") : []),
    `  ${facts.join(", ")}`,
    ...(onlyIf ? [`  only if ${onlyIf.question} is ${onlyIf.isOneOf.join(" or ")}`] : []),
    ...("options" in question
      ? question.options.flatMap(({ value, label: words }) => wordings(words, `${value} `))
      : []),
  ].join("\n");
}

function wordings(text: LocalizedText, before = ""): readonly string[] {
  const all = typeof text === "string" ? { "": text } : text;
  return Object.entries(all).map(
    ([language, words]) => `  ${before}${language}: ${words.replaceAll("\n", "\n    ")}`,
  );
}
