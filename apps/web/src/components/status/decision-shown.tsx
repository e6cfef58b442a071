import type { ShownDecision } from "@appealmod/core";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly decision: ShownDecision;
  readonly subreddit: string;
}

/**
 * What moderators decided, as its redditor reads it: the decision, its reasons and dates, and never who
 * decided. Moderators see the same before they send it.
 */
export function DecisionShown({ decision, subreddit }: Props) {
  const [t, format] = [useTranslations("status.decision"), useFormatter()];
  const day = (date: Date) => format.dateTime(date, { dateStyle: "long", timeZone: "UTC" });
  const { kind, rule, reason, mayAppealAgainAt, probation } = decision;
  return (
    <section className="decision-shown">
      <h2>{t("title")}</h2>
      <p className="mt-3">{t(kind, { subreddit })}</p>
      <dl className="decision-facts">
        {rule !== null && (
          <div>
            <dt>{t("rule")}</dt>
            <dd dir="auto">{rule}</dd>
          </div>
        )}
        {reason !== "" && (
          <div>
            <dt>{t("reason")}</dt>
            <dd className="written" dir="auto">
              {reason}
            </dd>
          </div>
        )}
        {probation && (
          <div>
            <dt>{t("probation", { date: day(probation.until) })}</dt>
            <dd className="written" dir="auto">
              {probation.conditions}
            </dd>
          </div>
        )}
        {mayAppealAgainAt && (
          <div>
            <dt>{t("again")}</dt>
            <dd>{t("againFrom", { date: day(mayAppealAgainAt) })}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
