import type { CommunityReports } from "@appealmod/use-cases";
import { useTranslations } from "next-intl";
import { ReadingPage } from "../../components/reading-page.tsx";
import { ReportMonth } from "../../components/report-month.tsx";
import { SiteFrame } from "../../components/site-frame.tsx";
import { reportFormats, reportTypes } from "../../server/report-formats.ts";
import { theSite } from "../../server/site.ts";
import type { SiteFile } from "../crawler-files.ts";
import { wordsIn } from "../intl.tsx";
import type { Asked, Page } from "../page.ts";
import { notFoundPage } from "./not-found-page.tsx";

/** A community's numbers of closed months, where its moderators show them. */
export async function reportPage(asked: Asked, subreddit: string): Promise<Page> {
  const reports = await theSite().openReport(subreddit);
  if (!reports) return notFoundPage(asked);
  const t = wordsIn(asked.language, "report");
  return {
    title: t("title", { name: reports.name }),
    about: { path: `/report/${reports.name}`, description: t("lead") },
    content: <Report {...reports} />,
  };
}

/** The same for other programs; `null` where there is none. */
export async function reportFile(subreddit: string, format: string): Promise<SiteFile | null> {
  const known = reportFormats.find((each) => each === format);
  const body = known ? await theSite().reportAs(subreddit, known) : null;
  return known && body !== null ? { type: reportTypes[known], body } : null;
}

function Report({ name, reports }: CommunityReports) {
  const t = useTranslations("report");
  return (
    <SiteFrame>
      <ReadingPage title={t("title", { name })} lead={t("lead")}>
        <div className="soft small stack mt-4">
          <p>{t("notDsa")}</p>
          <p>{t("small")}</p>
        </div>
        {reports.length === 0 ? (
          <p className="notice mt-6">{t("none")}</p>
        ) : (
          <p className="actions mt-4">
            {reportFormats.map((format) => (
              <a className="onward" key={format} href={`/report/${name}/data/${format}`}>
                {t(`format.${format}`)}
              </a>
            ))}
          </p>
        )}
        {reports.map((published) => (
          <ReportMonth key={`${published.month} ${published.version}`} published={published} />
        ))}
      </ReadingPage>
    </SiteFrame>
  );
}
