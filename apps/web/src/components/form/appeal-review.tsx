import { type Answers, askedQuestions, localize, seenDraft } from "@appealmod/core";
import type { OpenForm } from "@appealmod/use-cases";
import { useLocale, useTranslations } from "next-intl";
import { AnswerList } from "./answer-list.tsx";
import { BanMessage } from "./ban-message.tsx";
import { fieldId } from "./field-id.ts";
import { gentleWarnings } from "./gentle-warnings.ts";
import { OtherAnswerList } from "./other-answer-list.tsx";
import { SeenDraftField } from "./seen-draft-field.tsx";

interface Props {
  readonly form: OpenForm;
  readonly address: string;
  readonly answers: Answers;
  /** It was to be sent, but another window had saved more meanwhile. */
  readonly isChanged: boolean;
}

/**
 * The last look before sending. It carries the answers that it shows, so that exactly
 * these are sent, whatever another tab does meanwhile; and those that a changed choice has hidden,
 * which are not sent, so that the draft keeps them.
 */
export function AppealReview({ form, address, answers, isChanged }: Props) {
  const [t, f, locale] = [useTranslations("review"), useTranslations("form"), useLocale()];
  const asked = askedQuestions(form.questions, answers);
  const warnings = gentleWarnings(asked, answers);
  return (
    <div className="page reading">
      <div className="column">
        <h1>{t("title")}</h1>
        {isChanged && (
          <div className="notice gentle mt-6" role="alert">
            <h2 className="text-lg">{t("changedTitle")}</h2>
            <p className="mt-1">{t("changed")}</p>
          </div>
        )}
        <p className="lead mt-4">{t("lead", { subreddit: form.subreddit })}</p>
        {warnings.size > 0 && (
          <div className="notice gentle mt-6">
            <h2 className="text-lg">{f("warnings.title")}</h2>
            <p className="mt-1">{f("warnings.lead")}</p>
            <ul className="list-disc">
              {asked.map(({ id, label }) => {
                const warning = warnings.get(id);
                return (
                  warning && (
                    <li key={id}>
                      <a href={`#said-${id}`}>{localize(label, locale)}</a>
                      <br />
                      {f(`warnings.${warning}`)}
                    </li>
                  )
                );
              })}
            </ul>
          </div>
        )}
        {form.banMessage && <BanMessage reason={form.banMessage} />}
        <div className="card mt-6">
          <AnswerList
            questions={form.questions}
            answers={answers}
            change={(question) => (
              <a
                href={`${address}#${fieldId(question.id)}`}
                aria-label={t("changeOneLabel", { question: localize(question.label, locale) })}
              >
                {t("changeOne")}
              </a>
            )}
            below={(question) => {
              const warning = warnings.get(question.id);
              return warning && <p className="gentle-word mt-2">{f(`warnings.${warning}`)}</p>;
            }}
          />
        </div>
        {Object.keys(form.otherAnswers).length > 0 && (
          <section className="notice gentle mt-6">
            <h2 className="text-lg">{t("otherTitle")}</h2>
            <p className="mt-1">{t("otherHint")}</p>
            <OtherAnswerList questions={form.questions} otherAnswers={form.otherAnswers} />
          </section>
        )}
        <form className="actions mt-8" method="post" action={address}>
          <SeenDraftField seen={seenDraft(form)} />
          {Object.entries({ ...form.draft, ...answers }).flatMap(([id, answer]) =>
            (typeof answer === "string" ? [answer] : answer).map((value) => (
              <input key={`${id}=${value}`} type="hidden" name={id} value={value} />
            )),
          )}
          <button className="button" type="submit" name="intent" value="send">
            {t("send")}
          </button>
          <a className="button quiet" href={address}>
            {t("change")}
          </a>
        </form>
      </div>
    </div>
  );
}
