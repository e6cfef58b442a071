import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReportMonth } from "../../../../components/report-month.tsx";
import { SiteFrame } from "../../../../components/site-frame.tsx";
import { reportFormats } from "../../../../server/report-formats.ts";
import { theSite } from "../../../../server/site.ts";

interface Props {
  readonly params: Promise<{ readonly sub: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sub } = await params;
  return { title: (await getTranslations("report"))("title", { name: sub.slice(0, 40) }) };
}

/** A community's numbers of closed months, where its moderators show them. */
export default async function ReportPage({ params }: Props) {
  const { sub } = await params;
  const [community, t] = await Promise.all([theSite().openReport(sub), getTranslations("report")]);
  if (!community) notFound();
  const { name, reports } = community;
  return (
    <SiteFrame>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title", { name })}</h1>
          <p className="lead">{t("lead")}</p>
          <p>{t("notDsa")}</p>
          <p>{t("small")}</p>
          {reports.length === 0 ? (
            <p>{t("none")}</p>
          ) : (
            <ul>
              {reportFormats.map((format) => (
                <li key={format}>
                  <a href={`/report/${name}/data/${format}`}>{t(`format.${format}`)}</a>
                </li>
              ))}
            </ul>
          )}
          {reports.map((published) => (
            <ReportMonth key={`${published.month} ${published.version}`} published={published} />
          ))}
        </div>
      </div>
    </SiteFrame>
  );
}
