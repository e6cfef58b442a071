import { type Answers, assertNever, localize, type Question } from "@appealmod/core";

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
  switch (question.kind) {
    case "yes-no":
      return values[0] === "yes" ? words.yes : words.no;
    case "short":
    case "long":
      return values.join("\n");
    case "one-of":
    case "several-of":
      return values
        .map((value) => {
          const option = question.options.find((one) => one.value === value);
          return option ? localize(option.label, locale) : value;
        })
        .join("\n");
    default:
      return assertNever(question);
  }
}
