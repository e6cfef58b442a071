import type { ExperimentResults } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { ArmCell } from "./arm-cell.tsx";
import { DifferenceCell } from "./difference-cell.tsx";
import { percent, whole } from "./numbers.ts";

interface Props {
  readonly results: ExperimentResults;
}

/** What was published of the system's predecessor, beside the numbers of this installation. */
export function PaperComparison({ results: { flow, pooled, labels } }: Props) {
  const t = useTranslations("research.paper");
  const table = useTranslations("research.table");
  const { reached, withAppeal } = flow.arms.treatment;
  const granted = pooled.find(({ outcome }) => outcome === "granted");
  return (
    <section className="room-section" aria-labelledby="paper">
      <h2 id="paper">{t("title")}</h2>
      <p className="soft small">{t("hint")}</p>
      <div className="wide">
        <table className="numbers stacking">
          <thead>
            <tr>
              <th scope="col">{t("question")}</th>
              <th scope="col">{t("reported")}</th>
              <th scope="col">{t("here")}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("seen")}</th>
              <td data-label={t("reported")}>{t("seenReported")}</td>
              <td data-label={t("here")}>
                {withAppeal === 0 ? (
                  table("none")
                ) : (
                  <>
                    <strong>{percent(reached / withAppeal)}</strong>{" "}
                    <span className="counts">
                      {table("counts", { events: whole(reached), n: whole(withAppeal) })}
                    </span>
                  </>
                )}
              </td>
            </tr>
            <tr>
              <th scope="row">{t("toxic")}</th>
              <td data-label={t("reported")}>{t("toxicReported")}</td>
              <td className="words" data-label={t("here")}>
                {labels.reached.treatment.n === 0 ? (
                  t("toxicHere")
                ) : (
                  <ArmCell arm={labels.reached.treatment} />
                )}
              </td>
            </tr>
            <tr>
              <th scope="row">{t("granted")}</th>
              <td data-label={t("reported")}>{t("grantedReported")}</td>
              <td data-label={t("here")}>
                {granted && <DifferenceCell difference={granted.difference} />}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
