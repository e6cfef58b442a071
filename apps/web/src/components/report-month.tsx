import type { PublishedReport } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { ReportTable } from "./report-table.tsx";

interface Props {
  readonly published: PublishedReport;
}

/** One version of one month's numbers. */
export function ReportMonth({ published }: Props) {
  const t = useTranslations("report");
  const format = useFormatter();
  const { month, version, publishedAt, correction, report } = published;
  const id = `month-${month}-${version}`;
  return (
    <section className="mt-8" aria-labelledby={id}>
      <h2 id={id}>
        {format.dateTime(new Date(`${month}T00:00:00Z`), {
          ...{ year: "numeric", month: "long", timeZone: "UTC" },
        })}
        {version > 1 && ` · ${t("version", { version })}`}
      </h2>
      <p className="soft small mt-1">
        {t("published", {
          at: format.dateTime(publishedAt, { dateStyle: "medium", timeZone: "UTC" }),
        })}
      </p>
      {correction !== null && (
        <p className="notice gentle mt-3">
          {t("correction")} <span dir="auto">{correction}</span>
        </p>
      )}
      <ReportTable report={report} />
    </section>
  );
}
