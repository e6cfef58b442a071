import type { PublishedReport } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly published: PublishedReport;
}

const permanences = ["permanent", "temporary", "unknown"] as const;
const endings = ["granted", "denied", "none", "unrecorded"] as const;

/** One version of one month's numbers. */
export function ReportMonth({ published }: Props) {
  const t = useTranslations("report");
  const format = useFormatter();
  const { month, version, publishedAt, correction, report } = published;
  const cell = (value: number | string | undefined) =>
    value === undefined || value === "hidden" ? t("hidden") : String(value);
  const id = `month-${month}-${version}`;
  const rows: readonly (readonly [string, string])[] = [
    [t("bans"), cell(report.bans.total)],
    ...permanences.map((each) => [t(`ban.${each}`), cell(report.bans.parts[each])] as const),
    [t("lifted"), cell(report.bansLifted)],
    [t("received"), cell(report.appealsReceived)],
    [t("ended"), cell(report.appealsEnded.total)],
    ...endings.map((each) => [t(`ending.${each}`), cell(report.appealsEnded.parts[each])] as const),
    [
      t("median"),
      report.medianHoursToDecision === null
        ? t("tooFew")
        : t("hours", { count: report.medianHoursToDecision }),
    ],
    ...Object.entries(report.decisionsByCategory).map(
      ([name, count]) => [t("category", { name }), cell(count)] as const,
    ),
  ];
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {format.dateTime(new Date(`${month}T00:00:00Z`), {
          ...{ year: "numeric", month: "long", timeZone: "UTC" },
        })}
        {version > 1 && ` · ${t("version", { version })}`}
      </h2>
      <p className="soft small">
        {t("published", {
          at: format.dateTime(publishedAt, { dateStyle: "medium", timeZone: "UTC" }),
        })}
      </p>
      {correction !== null && (
        <p dir="auto">
          {t("correction")} {correction}
        </p>
      )}
      <table className="numbers">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
