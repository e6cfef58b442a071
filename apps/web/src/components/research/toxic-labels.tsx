import type { ShownResults } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { ArmCell } from "./arm-cell.tsx";
import { percent, whole } from "./numbers.ts";

interface Props {
  readonly results: ShownResults;
}

/** What coders' labels say, and how far the coders agree. */
export function ToxicLabels({ results: { labels, isBlinded } }: Props) {
  const { toxic, notToxic, split, reached, agreement } = labels;
  const t = useTranslations("research.labels");
  const table = useTranslations("research.table");
  const reasons = useTranslations("research.reason");
  if (toxic + notToxic + split === 0) return <p className="room-empty">{t("none")}</p>;
  const { coders, kappa, appeals } = agreement;
  return (
    <section className="room-section" aria-labelledby="labelled">
      <h2 id="labelled">{t("labelled")}</h2>
      <p>
        {t("verdicts", { toxic: whole(toxic), notToxic: whole(notToxic), split: whole(split) })}
      </p>
      {!isBlinded && (
        <div className="wide">
          <table className="numbers stacking" data-table="labels">
            <thead>
              <tr>
                <th scope="col">{t("toxicReached")}</th>
                <th scope="col">{table("treatment")}</th>
                <th scope="col">{table("control")}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t("ofToxic")}</th>
                <td data-label={table("treatment")}>
                  <ArmCell arm={reached.treatment} />
                </td>
                <td data-label={table("control")}>
                  <ArmCell arm={reached.control} />
                </td>
              </tr>
            </tbody>
          </table>
        </div>
      )}
      <p className="agreement">
        {coders === null
          ? t("oneCoder")
          : kappa.kind === "none"
            ? t("noKappa", { reason: reasons(kappa.reason) })
            : t("kappa", {
                ...{ first: coders[0], second: coders[1], appeals: whole(appeals) },
                agreement: percent(kappa.agreement),
                kappa: kappa.estimate.toFixed(2),
                limits:
                  kappa.kind === "estimate"
                    ? table("between", {
                        lower: kappa.lower.toFixed(2),
                        upper: kappa.upper.toFixed(2),
                      })
                    : table("none"),
              })}
      </p>
    </section>
  );
}
