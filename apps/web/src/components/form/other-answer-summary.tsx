import { localize, type OtherAnswers, type Question } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { otherAnswersId } from "./field-id.ts";

interface Props {
  readonly questions: readonly Question[];
  readonly otherAnswers: OtherAnswers;
}

/** Says at the head of the form which questions were answered in two windows. */
export function OtherAnswerSummary({ questions, otherAnswers }: Props) {
  const [t, locale] = [useTranslations("form"), useLocale()];
  const answered = questions.filter(({ id }) => otherAnswers[id]?.length);
  if (answered.length === 0) return null;
  return (
    <div className="notice gentle mt-6">
      <h2 className="text-lg">{t("otherSummary", { count: answered.length })}</h2>
      <p className="mt-1">{t("otherSummaryHint")}</p>
      <ul className="list-disc">
        {answered.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${otherAnswersId(id)}`}>{localize(label, locale)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
