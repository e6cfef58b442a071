import type { EndedForm } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { BackToReddit } from "../back-to-reddit.tsx";
import { AnswerList } from "../form/answer-list.tsx";
import { AnswersAsText } from "../form/answers-as-text.tsx";
import { OtherAnswerList } from "../form/other-answer-list.tsx";
import { useMoment } from "../use-moment.tsx";
import { AppealAgain } from "./appeal-again.tsx";
import { DecisionShown } from "./decision-shown.tsx";
import { LateAnswers } from "./late-answers.tsx";
import { type Standing, standingOf } from "./standing-of.ts";
import { StatusSteps } from "./status-steps.tsx";

const ended: ReadonlySet<Standing> = new Set([
  "handled",
  "kept",
  "closed",
  "closedNoted",
  "closedUnread",
  "closedUnsent",
]);

interface Props {
  readonly form: EndedForm;
  readonly isJustSent: boolean;
  /** Words have just come that came too late. */
  readonly isJustLate: boolean;
}

/** How an appeal stands, and the receipt with all answers, behind the appellant's own link. */
export function AppealStatus({ form, isJustSent, isJustLate }: Props) {
  const [t, moment] = [useTranslations("status"), useMoment()];
  const { subreddit, submittedAt, answers } = form;
  const standing = standingOf(form, new Date());
  const isEnded = ended.has(standing);
  const isWaiting = !isEnded && standing !== "granted" && standing !== "delayed";
  return (
    <div className="page reading">
      <div className="column">
        <p className="soft">{t("title", { subreddit })}</p>
        <h1 className="mt-1">{t(`${standing}Title`)}</h1>
        {isJustSent && (
          <p className="notice mt-5" role="status">
            {t("sentNow")}
          </p>
        )}
        {isJustLate && form.lateAnswers && (
          <p className="notice gentle mt-5" role="status">
            {t("lateNow")} <a href="#late">{t("lateSeen")}</a>
          </p>
        )}
        <p className="lead mt-4">
          {t.rich(standing, { subreddit, ...moment(submittedAt ?? form.lastChangedAt) })}
        </p>
        {submittedAt && <StatusSteps standing={standing} />}
        {isWaiting && (
          <section className="mt-8">
            <h2>{t("nextTitle")}</h2>
            <ul className="mt-3 list-disc space-y-1 pl-5">
              <li>{t("nextRead")}</li>
              <li>{t("nextWhere")}</li>
              {standing !== "involved" && <li>{t("nextNothing")}</li>}
            </ul>
          </section>
        )}
        {form.decision && (
          <div className="mt-8">
            <DecisionShown decision={form.decision} subreddit={subreddit} />
          </div>
        )}
        <BackToReddit
          to={standing === "granted" ? "community" : isEnded ? "moderators" : "messages"}
          subreddit={subreddit}
          isForSuspended={standing === "noted" || isEnded}
        />
        {isEnded && <AppealAgain form={form} />}
        {form.lateAnswers && <LateAnswers form={form} words={form.lateAnswers} />}
        {form.draft && (
          <section className="mt-10">
            <h2>{t("draftTitle")}</h2>
            <p className="soft small mt-2">{t("draftHint")}</p>
            <div className="card mt-4">
              <AnswerList questions={form.questions} answers={form.draft} />
            </div>
          </section>
        )}
        {Object.keys(form.otherAnswers).length > 0 && (
          <section className="mt-10">
            <h2>{t("otherTitle")}</h2>
            <p className="soft small mt-2">{t("otherHint")}</p>
            <div className="card mt-4">
              <OtherAnswerList questions={form.questions} otherAnswers={form.otherAnswers} />
            </div>
          </section>
        )}
        {answers && (
          <section className="mt-10">
            <h2>{t("copyTitle")}</h2>
            <p className="soft small mt-2">
              {t.rich("sentAt", moment(submittedAt ?? form.lastChangedAt))}. {t("copyHint")}
            </p>
            <div className="card mt-4">
              <AnswerList questions={form.questions} answers={answers} />
            </div>
            <AnswersAsText questions={form.questions} answers={answers} />
          </section>
        )}
      </div>
    </div>
  );
}
