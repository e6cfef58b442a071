import { enabledQuestions, localize, type OtherAnswers, type QuestionSet } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { answerWords } from "./answer-words.ts";

interface Props {
  readonly questions: QuestionSet;
  readonly otherAnswers: OtherAnswers;
}

/** What was written in another window, under the questions that it answers. */
export function OtherAnswerList({ questions, otherAnswers }: Props) {
  const [t, locale] = [useTranslations("form"), useLocale()];
  const answered = enabledQuestions(questions).filter(({ id }) => otherAnswers[id]?.length);
  return (
    <dl className="answers">
      {answered.map((question) => (
        <div key={question.id}>
          <dt>{localize(question.label, locale)}</dt>
          {otherAnswers[question.id]?.map((answer) => (
            <dd className="said" key={String(answer)}>
              <p className="written" dir="auto">
                {answerWords(question, { [question.id]: answer }, locale, {
                  yes: t("yes"),
                  no: t("no"),
                  none: "",
                })}
              </p>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
