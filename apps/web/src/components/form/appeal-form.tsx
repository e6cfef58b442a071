import {
  type AnswerProblem,
  askedQuestions,
  enabledQuestions,
  minutesFor,
  seenDraft,
} from "@appealmod/core";
import type { OpenForm } from "@appealmod/use-cases";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { theSite } from "../../server/site.ts";
import { BackToReddit } from "../back-to-reddit.tsx";
import { useMoment } from "../use-moment.tsx";
import { BanMessage } from "./ban-message.tsx";
import { FormBar } from "./form-bar.tsx";
import { FormCompanion } from "./form-companion.tsx";
import { OtherAnswerSummary } from "./other-answer-summary.tsx";
import { OtherAnswersTemplate } from "./other-answers.tsx";
import { ProblemSummary } from "./problem-summary.tsx";
import { QuestionField } from "./question-field.tsx";
import { SeenDraftField } from "./seen-draft-field.tsx";
import { stillWrong } from "./still-wrong.ts";
import { WaitNote } from "./wait-note.tsx";

interface Props {
  readonly form: OpenForm;
  /** The form's own address: it is also where it is sent to. */
  readonly address: string;
  readonly problems: readonly AnswerProblem[];
  readonly isJustSaved: boolean;
}

const b = (words: ReactNode) => <b>{words}</b>;

export const appealFormId = "appeal-form";

/** The form on one page. Plain HTML: every part of it works without a script. */
export function AppealForm({ form, address, problems, isJustSaved }: Props) {
  const [t, moment, locale] = [useTranslations("form"), useMoment(), useLocale()];
  const { subreddit, username, questions, draft, otherAnswers } = form;
  const enabled = enabledQuestions(questions);
  const asked = askedQuestions(questions, draft);
  const title = t("title", { subreddit });
  return (
    <div className="page">
      <div className="with-facts">
        <div className="opening">
          <p className="soft">{t("for", { username })}</p>
          <h1 className="mt-1">{title}</h1>
          {problems.length > 0 ? (
            <ProblemSummary questions={asked} problems={problems} />
          ) : (
            <>
              {isJustSaved && (
                <div className="notice mt-6" role="status">
                  <h2 className="text-lg">{t("savedTitle")}</h2>
                  <p className="mt-1">{t("saved")}</p>
                  <BackToReddit to="messages" />
                </div>
              )}
              <p className="lead mt-4">{t("intro", { subreddit })}</p>
              {!isJustSaved && form.draftUpdatedAt && (
                <p className="notice mt-5">{t.rich("restored", moment(form.draftUpdatedAt))}</p>
              )}
            </>
          )}
          <OtherAnswerSummary questions={asked} otherAnswers={otherAnswers} />
        </div>
        <aside
          className={problems.length > 0 || isJustSaved ? "facts known" : "facts"}
          aria-labelledby="facts"
        >
          <h2 className="text-base" id="facts">
            {t("factsTitle")}
          </h2>
          <ul>
            <li>{t.rich("time", { b, minutes: minutesFor(questions) })}</li>
            <li>{t.rich("openUntil", { b, ...moment(form.openUntil) })}</li>
            <li>
              {t.rich("kept", {
                b,
                months: theSite().retentionMonths,
                privacy: (words) => (
                  <a href="/privacy#deletion" target="_blank" rel="noopener">
                    {words}
                  </a>
                ),
              })}
            </li>
          </ul>
          <details className="more">
            <summary>{t("moreFacts")}</summary>
            <ul>
              <li>{t.rich("after", { b })}</li>
              <li>{t("moreTime")}</li>
              <li>{t("language")}</li>
            </ul>
          </details>
        </aside>
        <form id={appealFormId} method="post" action={address} noValidate>
          {problems.length > 0 && <input type="hidden" name={stillWrong} value="1" />}
          <SeenDraftField seen={seenDraft(form)} />
          <WaitNote until={form.waitUntil} />
          {form.banMessage && <BanMessage reason={form.banMessage} />}
          {enabled.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              all={enabled}
              answer={draft[question.id]}
              otherAnswers={otherAnswers[question.id] ?? []}
              problem={problems.find((problem) => problem.questionId === question.id)}
              rules={question.showRules ? form.rules : null}
              subreddit={subreddit}
              language={locale}
              words={t}
            />
          ))}
          <OtherAnswersTemplate words={t} />
          <div className="mt-10 border-t border-line pt-6">
            <div className="actions">
              <button className="button" type="submit" name="intent" value="review">
                {t("review")}
              </button>
              <button className="button quiet" type="submit" name="intent" value="save">
                {t("save")}
              </button>
            </div>
            <p className="soft small mt-3">{t("reviewHint")}</p>
          </div>
          <FormBar>
            <FormCompanion
              saved={t.raw("autosaved")}
              both={t.raw("autosavedBoth")}
              failed={t("autosaveFailed")}
              ended={t("autosaveEnded")}
            />
          </FormBar>
        </form>
      </div>
    </div>
  );
}
