import type { ExperimentResults } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { theSite } from "../../server/site.ts";
import { Chart } from "./chart.tsx";
import { CsvLink } from "./csv-link.tsx";
import { percent, whole } from "./numbers.ts";

interface Props {
  readonly results: ExperimentResults;
}

/** Forms that were begun, sent, and left at which question. */
export async function FormUseSection({ results: { form, community } }: Props) {
  const t = await getTranslations("research.form");
  const { invited, steps } = form;
  const nameOf = (place: number, questionId: string) => t("place", { place, question: questionId });
  const bars = steps.map(({ place, questionId, abandoned, underway }) => ({
    ...{ name: nameOf(place, questionId), count: abandoned + underway },
  }));
  const svg = bars.length === 0 ? null : await theSite().research.charts.form(t("chart"), bars);
  return (
    <section className="room-section" aria-labelledby="form">
      <h2 id="form">{t("title")}</h2>
      <p className="soft small">{t("hint")}</p>
      <dl className="form-use">
        {(["invited", "begun", "sent", "abandoned", "underway"] as const).map((step) => (
          <div key={step}>
            <dt>{t(step)}</dt>
            <dd>
              {whole(form[step])}
              {invited > 0 && <span className="counts">{percent(form[step] / invited)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {svg === null ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <Chart label={t("chart")} svg={svg} />
          <div className="wide">
            <table className="numbers" data-table="form">
              <thead>
                <tr>
                  <th scope="col">{t("question")}</th>
                  <th scope="col">{t("abandoned")}</th>
                  <th scope="col">{t("underway")}</th>
                </tr>
              </thead>
              <tbody>
                {steps.map(({ place, questionId, abandoned, underway }) => (
                  <tr key={`${place} ${questionId}`}>
                    <th scope="row">{nameOf(place, questionId)}</th>
                    <td>{whole(abandoned)}</td>
                    <td>{whole(underway)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <CsvLink table="form" subreddit={community?.name ?? null} />
        </>
      )}
    </section>
  );
}
