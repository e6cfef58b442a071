import { type AnswerProblem, localize, type Question } from "@appealmod/core";
import { useLocale, useTranslations } from "next-intl";
import { fieldId } from "./field-id.ts";
import { problemText } from "./problem-text.ts";

interface Props {
  readonly questions: readonly Question[];
  readonly problems: readonly AnswerProblem[];
}

/** All problems at the head of the form, each a link to its field. */
export function ProblemSummary({ questions, problems }: Props) {
  const [t, locale] = [useTranslations("form"), useLocale()];
  return (
    <div className="notice wrong mt-6" role="alert" tabIndex={-1} id="problems">
      <h2 className="text-lg">{t("summary", { count: problems.length })}</h2>
      <p className="mt-1">{t("summaryHint")}</p>
      <ul className="list-disc">
        {problems.map((problem) => {
          const question = questions.find(({ id }) => id === problem.questionId);
          return question ? (
            <li key={problem.questionId}>
              <a href={`#${fieldId(problem.questionId)}`}>{localize(question.label, locale)}</a>
              <br />
              {problemText(t, problem)}
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
