import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { IssueList } from "../../../components/operate/issue-list.tsx";
import { JobList } from "../../../components/operate/job-list.tsx";
import { NoticeOf } from "../../../components/operate/notice-of.tsx";
import { OperateFrame } from "../../../components/operate/operate-frame.tsx";
import { RateDrawing } from "../../../components/operate/rate-drawing.tsx";
import { ServiceNumbers } from "../../../components/operate/service-numbers.tsx";
import { dateAndTime } from "../../../i18n/date-and-time.ts";
import { requireOperatorPage } from "../../../server/operate/require-operator.ts";
import { theSite } from "../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.overview"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function OperatePage({ searchParams }: Props) {
  const signedIn = await requireOperatorPage("/operate");
  const { operate } = theSite().rooms;
  const [query, t, format, { asOf, issues, facts }] = await Promise.all([
    searchParams,
    getTranslations("rooms.operate.overview"),
    getFormatter(),
    operate.overview(signedIn),
  ]);
  const words = (act: "retried" | "gaveUp") => ({
    changed: t(`${act}.changed`),
    running: t(`${act}.running`),
    unknown: t(`${act}.unknown`),
  });
  const isWell = issues.length === 0;
  const common = { signedIn, asOf };
  return (
    <OperateFrame signedIn={signedIn} part="overview" title={t("title")}>
      <NoticeOf said={query.retried} words={words("retried")} />
      <NoticeOf said={query["given-up"]} words={words("gaveUp")} />
      <section className={isWell ? "operate-verdict well" : "operate-verdict"}>
        <h2>{isWell ? t("well") : t("wrong", { count: issues.length })}</h2>
        <p className="soft small">
          {t("asOf", { time: format.dateTime(asOf, { ...dateAndTime, second: "2-digit" }) })}{" "}
          <a href="/operate">{t("again")}</a>
        </p>
        {!isWell && <IssueList issues={issues} asOf={asOf} />}
      </section>
      {facts && (
        <>
          {facts.failing.length > 0 && (
            <section className="room-section" aria-labelledby="jobs">
              <h2 id="jobs">{t("jobs")}</h2>
              <JobList {...common} jobs={facts.failing} count={facts.queue.failing} />
              <p>
                <a href="/operate/jobs">{t("allJobs")}</a>
              </p>
            </section>
          )}
          {facts.givenUp.length > 0 && (
            <section className="room-section" aria-labelledby="given-up">
              <h2 id="given-up">{t("givenUp")}</h2>
              <JobList {...common} jobs={facts.givenUp} count={facts.queue.givenUp} isGivenUp />
              <p>
                <a href="/operate/jobs?state=given-up">{t("allJobs")}</a>
              </p>
            </section>
          )}
          <RateDrawing rates={facts.rates} asOf={facts.asOf} />
          <ServiceNumbers facts={facts} versions={operate.versions} />
        </>
      )}
    </OperateFrame>
  );
}
