import type { PublishedReport } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly published: PublishedReport;
}

interface Row {
  readonly name: string;
  readonly value: string;
  /** Whether it is a part of the number above. */
  readonly isPart?: boolean;
}

const permanences = ["permanent", "temporary", "unknown"] as const;
const endings = ["granted", "denied", "none", "unrecorded"] as const;

/** One version of one month's numbers. */
export function ReportMonth({ published }: Props) {
  const t = useTranslations("report");
  const format = useFormatter();
  const { month, version, publishedAt, correction, report } = published;
  const cell = (value: number | string | undefined) =>
    value === undefined || value === "hidden"
      ? t("hidden")
      : typeof value === "number"
        ? format.number(value)
        : value;
  const id = `month-${month}-${version}`;
  const rows: readonly Row[] = [
    { name: t("bans"), value: cell(report.bans.total) },
    ...permanences.map((each) => ({
      ...{ name: t(`ban.${each}`), value: cell(report.bans.parts[each]), isPart: true },
    })),
    { name: t("lifted"), value: cell(report.bansLifted) },
    { name: t("received"), value: cell(report.appealsReceived) },
    { name: t("ended"), value: cell(report.appealsEnded.total) },
    ...endings.map((each) => ({
      ...{ name: t(`ending.${each}`), value: cell(report.appealsEnded.parts[each]), isPart: true },
    })),
    {
      name: t("median"),
      value:
        report.medianHoursToDecision === null
          ? t("tooFew")
          : t("hours", { count: report.medianHoursToDecision }),
    },
    ...Object.entries(report.decisionsByCategory).map(([name, count]) => ({
      ...{ name: t("category", { name }), value: cell(count) },
    })),
  ];
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
      <table className="report-numbers">
        <tbody>
          {rows.map(({ name, value, isPart }) => (
            <tr key={name} className={isPart ? "part" : undefined}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
