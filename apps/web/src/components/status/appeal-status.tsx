import type { EndedForm } from "@appealmod/use-cases";
import { type DateTimeFormatOptions, useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { BackToReddit } from "../back-to-reddit.tsx";
import { AnswerList } from "../form/answer-list.tsx";
import { AnswersAsText } from "../form/answers-as-text.tsx";
import { OtherAnswerList } from "../form/other-answer-list.tsx";
import { AppealAgain } from "./appeal-again.tsx";
import { DecisionShown } from "./decision-shown.tsx";
import { LateAnswers } from "./late-answers.tsx";
import { type Standing, standingOf } from "./standing-of.ts";
import { StatusSteps } from "./status-steps.tsx";

const ended: ReadonlySet<Standing> = new Set([
  "denied",
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
  const [t, format] = [useTranslations("status"), useFormatter()];
  const { subreddit, submittedAt, answers } = form;
  const now = new Date();
  const standing = standingOf(form, now);
  // How long ago is the same wherever its reader is; the server's clock is not theirs.
  const told = (at: Date, how: DateTimeFormatOptions) =>
    t("ago", { date: format.dateTime(at, how), ago: format.relativeTime(at, now) });
  const date = submittedAt ? told(submittedAt, { dateStyle: "long" }) : "";
  const since = submittedAt ? told(submittedAt, dateAndTime) : "";
  const isEnded = ended.has(standing);
  const isWaiting = !isEnded && standing !== "granted" && standing !== "delayed";
  return (
    <div className="page reading">
      <div className="column">
        <p className="soft">{t("title", { subreddit })}</p>
        <h1 className="mt-1">
          {t(standing === "denied" && form.decision ? "deniedDecidedTitle" : `${standing}Title`)}
        </h1>
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
          {standing === "denied" && form.decision
            ? t("deniedDecided")
            : t(standing, { subreddit, date, since })}
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
        <BackToReddit
          to={standing === "granted" ? "community" : isEnded ? "moderators" : "messages"}
          subreddit={subreddit}
          isForSuspended={standing === "noted" || isEnded}
        />
        {form.decision && (
          <div className="mt-8">
            <DecisionShown decision={form.decision} subreddit={subreddit} />
          </div>
        )}
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
              {t("sentAt", {
                date: told(submittedAt ?? form.lastChangedAt, dateAndTime),
              })}
              . {t("copyHint")}
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
