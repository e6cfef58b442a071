import { type Answers, localize, type QuestionSet, shownQuestions } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { answerWords } from "./answer-words.ts";

interface Props {
  readonly questions: QuestionSet;
  readonly answers: Answers;
}

/** The receipt once more as plain text, which one press marks as a whole. */
export function AnswersAsText({ questions, answers }: Props) {
  const [t, locale] = [useTranslations(), useLocale()];
  const words = { yes: t("form.yes"), no: t("form.no"), none: t("review.noAnswer") };
  const text = shownQuestions(questions, answers)
    .map(
      (question) =>
        `${localize(question.label, locale)}\n${answerWords(question, answers, locale, words)}`,
    )
    .join("\n\n");
  return (
    <details className="rules no-print">
      <summary>{t("status.textTitle")}</summary>
      <pre className="as-text" dir="auto">
        {text}
      </pre>
    </details>
  );
}
