import type { ExperimentResults } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { weekLines } from "../../server/charts/weeks-plot.ts";
import { theSite } from "../../server/site.ts";
import { Chart } from "./chart.tsx";
import { CsvLink } from "./csv-link.tsx";
import { whole } from "./numbers.ts";
import { ScrollArea } from "./scroll-area.tsx";

interface Props {
  readonly results: ExperimentResults;
}

/** What happened by week, before and after each change of the fraction. */
export async function Weeks({ results: { weeks, strata, community } }: Props) {
  const t = await getTranslations("research.weeks");
  const rows = [...Map.groupBy(weeks, ({ week }) => week)]
    .map(([week, each]) => ({ week, ...sumOf(each) }))
    .toSorted((one, other) => (one.week < other.week ? -1 : 1));
  if (rows.length === 0) return null;
  const names = {
    bans: t("bans"),
    drawn: t("drawn"),
    reached: t("reached"),
    granted: t("granted"),
  };
  const changes = strata.filter(({ phase }) => phase > 1).map((one) => ({ at: one.firstDrawnAt }));
  const svg = await theSite().research.charts.weeks(t("chart"), names, rows, changes);
  return (
    <section className="room-section" aria-labelledby="weeks">
      <h2 id="weeks">{t("title")}</h2>
      <p className="soft small">{t("hint")}</p>
      <Chart label={t("chart")} svg={svg} />
      <details>
        <summary>{t("table")}</summary>
        <ScrollArea className="wide" label={t("table")}>
          <table className="numbers" data-table="weeks">
            <thead>
              <tr>
                <th scope="col">{t("week")}</th>
                {weekLines.map((line) => (
                  <th scope="col" key={line}>
                    {t(line)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.week}>
                  <th scope="row">{row.week}</th>
                  {weekLines.map((line) => (
                    <td key={line}>{whole(row[line])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </details>
      <CsvLink table="weeks" subreddit={community?.name ?? null} />
    </section>
  );
}

function sumOf(each: ExperimentResults["weeks"]) {
  const sum = (line: (typeof weekLines)[number]) =>
    each.reduce((total, week) => total + week[line], 0);
  return {
    bans: sum("bans"),
    drawn: sum("drawn"),
    reached: sum("reached"),
    granted: sum("granted"),
  };
}
