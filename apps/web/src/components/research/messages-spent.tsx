import type { ExperimentResults } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { theSite } from "../../server/site.ts";
import { Chart } from "./chart.tsx";
import { CsvLink } from "./csv-link.tsx";
import { ArmKey } from "./decision-times.tsx";
import { percent, pValue, whole } from "./numbers.ts";
import { ScrollArea } from "./scroll-area.tsx";

interface Props {
  readonly results: ExperimentResults;
  readonly nameOf: (key: string) => string;
}

const arms = ["treatment", "control"] as const;
type Spent = ExperimentResults["messages"][number];

/** What appeals cost moderators in messages, by community and phase. */
export async function MessagesSpent({ results: { messages, community }, nameOf }: Props) {
  const t = await getTranslations("research");
  return (
    <section className="room-section" aria-labelledby="messages">
      <h2 id="messages">{t("messages.title")}</h2>
      <p className="soft small">{t("messages.hint")}</p>
      {messages.length === 0 ? (
        <p>{t("messages.none")}</p>
      ) : (
        <>
          <div className="wide">
            <table className="numbers stacking" data-table="messages">
              <thead>
                <tr>
                  <th scope="col">{t("table.stratum")}</th>
                  <th scope="col">{t("table.treatment")}</th>
                  <th scope="col">{t("table.control")}</th>
                  <th scope="col">{t("messages.shift")}</th>
                  <th scope="col">{t("table.p")}</th>
                </tr>
              </thead>
              <tbody>
                {messages.map((spent) => (
                  <Row
                    key={`${spent.subredditKey} ${spent.phase}`}
                    spent={spent}
                    name={nameOf(spent.subredditKey)}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {messages.map((spent) => (
            <Counts
              key={`${spent.subredditKey} ${spent.phase}`}
              spent={spent}
              name={nameOf(spent.subredditKey)}
            />
          ))}
          <CsvLink table="messages" subreddit={community?.name ?? null} />
        </>
      )}
    </section>
  );
}

interface OneProps {
  readonly spent: Spent;
  readonly name: string;
}

async function Row({ spent: { phase, mean, appeals, shift, test }, name }: OneProps) {
  const t = await getTranslations("research");
  return (
    <tr>
      <th scope="row">
        <bdi>{t("table.phaseOf", { name, phase })}</bdi>
      </th>
      {arms.map((arm) => (
        <td key={arm} data-label={t(`table.${arm}`)}>
          {mean[arm] === null ? (
            <span className="soft">{t("table.none")}</span>
          ) : (
            t("messages.mean", { mean: mean[arm].toFixed(2) })
          )}
          <span className="counts">{t("messages.appeals", { count: appeals[arm] })}</span>
        </td>
      ))}
      <td data-label={t("messages.shift")}>
        {shift.kind === "none" ? (
          <span className="soft">{t(`reason.${shift.reason}`)}</span>
        ) : (
          <>
            {shift.estimate}{" "}
            {shift.kind === "estimate" && (
              <span className="limits">
                {t("table.between", { lower: shift.lower, upper: shift.upper })}
              </span>
            )}
          </>
        )}
      </td>
      <td data-label={t("table.p")}>{test.kind === "test" ? pValue(test.p) : t("table.none")}</td>
    </tr>
  );
}

/** The drawing of one community and phase with its table, folded. */
async function Counts({ spent, name }: OneProps) {
  const t = await getTranslations("research");
  const { phase, counts, appeals } = spent;
  const label = t("messages.chart", { name, phase });
  const svg = await theSite().research.charts.messages(label, spent);
  const values = [...new Set(arms.flatMap((arm) => counts[arm].map(({ value }) => value)))];
  const cell = (arm: (typeof arms)[number], value: number) => {
    const count = counts[arm].find((each) => each.value === value)?.count ?? 0;
    return t("messages.share", {
      count: whole(count),
      share: appeals[arm] === 0 ? t("table.none") : percent(count / appeals[arm]),
    });
  };
  return (
    <details>
      <summary>{t("messages.drawn", { name, phase })}</summary>
      <ArmKey />
      <Chart label={label} svg={svg} />
      <ScrollArea className="wide" label={label}>
        <table className="numbers" data-table="message-counts">
          <thead>
            <tr>
              <th scope="col">{t("messages.messages")}</th>
              <th scope="col">{t("table.treatment")}</th>
              <th scope="col">{t("table.control")}</th>
            </tr>
          </thead>
          <tbody>
            {values
              .toSorted((one, other) => one - other)
              .map((value) => (
                <tr key={value}>
                  <th scope="row">{value}</th>
                  {arms.map((arm) => (
                    <td key={arm}>{cell(arm, value)}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
