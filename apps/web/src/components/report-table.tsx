import type { TransparencyReport } from "@appealmod/core";
import { useFormatter, useTranslations } from "next-intl";

interface Props {
  readonly report: TransparencyReport;
  /** Numbers to stand beside it, with what each of the two is. */
  readonly beside?: {
    readonly report: TransparencyReport;
    readonly headings: readonly [string, string];
  };
}

const permanences = ["permanent", "temporary", "unknown"] as const;
const endings = ["granted", "denied", "none", "unrecorded"] as const;

/** A month's numbers, the parts of a total below it. */
export function ReportTable({ report, beside }: Props) {
  const t = useTranslations("report");
  const format = useFormatter();
  const cell = (value: number | string | undefined) =>
    value === undefined || value === "hidden"
      ? t("hidden")
      : typeof value === "number"
        ? format.number(value)
        : value;
  const shown = [report, ...(beside ? [beside.report] : [])];
  const categories = [
    ...new Set(shown.flatMap(({ decisionsByCategory }) => Object.keys(decisionsByCategory))),
  ];
  const values = (one: TransparencyReport): readonly string[] => [
    cell(one.bans.total),
    ...permanences.map((each) => cell(one.bans.parts[each])),
    cell(one.bansLifted),
    cell(one.appealsReceived),
    cell(one.appealsEnded.total),
    ...endings.map((each) => cell(one.appealsEnded.parts[each])),
    one.medianHoursToDecision === null
      ? t("tooFew")
      : t("hours", { count: one.medianHoursToDecision }),
    ...categories.map((name) => cell(one.decisionsByCategory[name] ?? 0)),
  ];
  const names: readonly (readonly [string, "part"?])[] = [
    [t("bans")],
    ...permanences.map((each) => [t(`ban.${each}`), "part"] as const),
    [t("lifted")],
    [t("received")],
    [t("ended")],
    ...endings.map((each) => [t(`ending.${each}`), "part"] as const),
    [t("median")],
    ...categories.map((name) => [t("category", { name })] as const),
  ];
  const columns = shown.map(values);
  return (
    <div className="wide">
      <table className="report-numbers">
        {beside && (
          <thead>
            <tr>
              <td />
              {beside.headings.map((heading) => (
                <th scope="col" key={heading}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {names.map(([name, part], row) => (
            <tr key={name} className={part}>
              <th scope="row">{name}</th>
              {columns.map((column, place) => (
                <td key={place}>
                  {place === 1 && column[row] !== columns[0]?.[row] ? (
                    <strong>{column[row]}</strong>
                  ) : (
                    column[row]
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
