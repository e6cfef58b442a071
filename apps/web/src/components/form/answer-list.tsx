import {
  type Answers,
  localize,
  type Question,
  type QuestionSet,
  shownQuestions,
} from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { answerWords } from "./answer-words.ts";

interface Props {
  readonly questions: QuestionSet;
  readonly answers: Answers;
  /** A way to change the answer, beside its question. */
  readonly change?: (question: Question) => ReactNode;
  /** What stands under an answer. */
  readonly below?: (question: Question) => ReactNode;
}

/** Answers under the questions that were asked. */
export function AnswerList({ questions, answers, change, below }: Props) {
  const [t, locale] = [useTranslations(), useLocale()];
  const shown = shownQuestions(questions, answers);
  return (
    <dl className="answers">
      {shown.map((question) => (
        <div
          key={question.id}
          id={change && `said-${question.id}`}
          className={change ? "with-change" : undefined}
        >
          <dt dir="auto">{localize(question.label, locale)}</dt>
          {change && <dd className="change">{change(question)}</dd>}
          <dd className="said">
            <p className="written" dir="auto">
              {answerWords(question, answers, locale, {
                yes: t("form.yes"),
                no: t("form.no"),
                none: t("review.noAnswer"),
              })}
            </p>
            {below?.(question)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
