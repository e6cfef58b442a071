import { type Answers, enabledQuestions, localize } from "@appealmod/core";
import type { EndedForm } from "@appealmod/use-cases";
import { useLocale, useTranslations } from "next-intl";
import { answerWords } from "../form/answer-words.ts";
import { fieldId } from "../form/field-id.ts";

interface Props {
  readonly form: EndedForm;
  readonly words: Answers;
}

/** What arrived after the end, in fields from which it can be copied. Nobody else reads it. */
export function LateAnswers({ form, words }: Props) {
  const [t, f, locale] = [useTranslations("status"), useTranslations("form"), useLocale()];
  const asked = enabledQuestions(form.questions).filter(({ id }) => words[id] !== undefined);
  return (
    <section className="mt-10" id="late">
      <h2>{t("lateTitle")}</h2>
      <p className="mt-3">{t(form.submittedAt ? "lateAfterSent" : "lateAfterClosed")}</p>
      <div className="card mt-4">
        {asked.map((question, index) => {
          const id = fieldId(question.id);
          const text = answerWords(question, words, locale, {
            yes: f("yes"),
            no: f("no"),
            none: "",
          });
          return (
            <div className={index === 0 ? "field" : "field mt-6"} key={question.id}>
              <label htmlFor={id}>{localize(question.label, locale)}</label>
              {question.kind === "long" || text.includes("\n") ? (
                <textarea id={id} readOnly dir="auto" defaultValue={text} rows={6} />
              ) : (
                <input id={id} type="text" readOnly dir="auto" defaultValue={text} />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
