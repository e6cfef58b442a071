import {
  type Answers,
  enabledQuestions,
  isAsked,
  localize,
  type Question,
  type QuestionSet,
} from "@appealmod/core";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

interface Props {
  readonly questions: QuestionSet;
  readonly answers: Answers;
  /** A way to change the answer, beside its question. */
  readonly change?: (question: Question) => ReactNode;
  /** What stands under an answer. */
  readonly below?: (question: Question) => ReactNode;
}

/** Answers under the questions that were asked. */
export async function AnswerList({ questions, answers, change, below }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
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

function answerWords(
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
