import type { PooledOutcome } from "@appealmod/use-cases/research";
import { useTranslations } from "next-intl";
import { DifferenceCell } from "./difference-cell.tsx";
import { pValue, whole } from "./numbers.ts";

interface Props {
  readonly pooled: readonly PooledOutcome[];
}

/** Every outcome over all communities and phases, the primary one first. */
export function OutcomeTable({ pooled }: Props) {
  const t = useTranslations("research");
  return (
    <div className="wide">
      <table className="numbers stacking" data-table="outcomes">
        <thead>
          <tr>
            <th scope="col">{t("table.outcome")}</th>
            <th scope="col">{t("table.treatment")}</th>
            <th scope="col">{t("table.control")}</th>
            <th scope="col">{t("table.difference")}</th>
            <th scope="col">{t("table.p")}</th>
            <th scope="col">{t("table.pAdjusted")}</th>
          </tr>
        </thead>
        <tbody>
          {pooled.map(({ outcome, treatment, control, difference, test, adjustedP }, place) => (
            <tr key={outcome}>
              <th scope="row">
                {t(`outcome.${outcome}`)}
                <span className="counts">
                  {t(place === 0 ? "outcome.primary" : "outcome.secondary")},{" "}
                  {t(`outcome.of.${outcome}`)}
                </span>
              </th>
              <td data-label={t("table.treatment")}>
                {t("table.counts", { events: whole(treatment.events), n: whole(treatment.n) })}
              </td>
              <td data-label={t("table.control")}>
                {t("table.counts", { events: whole(control.events), n: whole(control.n) })}
              </td>
              <td data-label={t("table.difference")}>
                <DifferenceCell difference={difference} />
              </td>
              <td data-label={t("table.p")}>
                {test.kind === "test" ? pValue(test.p) : t("table.none")}
              </td>
              <td data-label={t("table.pAdjusted")}>
                {adjustedP === undefined ? t("table.none") : pValue(adjustedP)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
