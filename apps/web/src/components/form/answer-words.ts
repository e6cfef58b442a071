import { type Answers, localize, type Question } from "@appealmod/core";

/** An answer as people read it: options by their labels, line by line where there are several. */
export function answerWords(
  question: Question,
  answers: Answers,
  locale: string,
  words: { readonly yes: string; readonly no: string; readonly none: string },
): string {
  const answer = answers[question.id];
  if (answer === undefined) return words.none;
  const values = typeof answer === "string" ? [answer] : answer;
  if (question.kind === "yes-no") return values[0] === "yes" ? words.yes : words.no;
  if (!("options" in question)) return values.join("\n");
  return values
    .map((value) => {
      const option = question.options.find((one) => one.value === value);
      return option ? localize(option.label, locale) : value;
    })
    .join("\n");
}
