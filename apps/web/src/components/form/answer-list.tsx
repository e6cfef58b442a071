import {
  type Answers,
  enabledQuestions,
  isAsked,
  localize,
  type Question,
  type QuestionSet,
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
  const shown = enabledQuestions(questions).filter(
    (question) => answers[question.id] !== undefined || isAsked(question, answers),
  );
  return (
    <dl className="answers">
      {shown.map((question) => (
        <div key={question.id} className={change ? "with-change" : undefined}>
          <dt>{localize(question.label, locale)}</dt>
          {change && <dd className="change">{change(question)}</dd>}
          <dd className="said">
            <p className="written">
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
