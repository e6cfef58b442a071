import type {
  ExperimentResults,
  ResearchOutcome,
  StratumOfResults,
} from "@appealmod/use-cases/research";
import { useFormatter, useTranslations } from "next-intl";
import { ArmCell } from "./arm-cell.tsx";
import { DifferenceCell } from "./difference-cell.tsx";
import { percent, pValue, whole } from "./numbers.ts";

interface Props {
  readonly results: ExperimentResults;
  readonly outcome: ResearchOutcome;
  /** A community's name as it is written. */
  readonly nameOf: (subredditKey: string) => string;
}

/** One outcome in each community and phase, and pooled: every mark of its drawing is a row here. */
export function StratumTable({ results: { strata, pooled }, outcome, nameOf }: Props) {
  const t = useTranslations("research.table");
  const total = pooled.find((each) => each.outcome === outcome);
  return (
    <div className="wide">
      <table className="numbers stacking" data-table={`strata-${outcome}`}>
        <thead>
          <tr>
            <th scope="col">{t("stratum")}</th>
            <th scope="col">{t("fraction")}</th>
            <th scope="col">{t("treatment")}</th>
            <th scope="col">{t("control")}</th>
            <th scope="col">{t("difference")}</th>
            <th scope="col">{t("p")}</th>
          </tr>
        </thead>
        <tbody>
          {strata.map((stratum) => (
            <Row
              key={`${stratum.subredditKey} ${stratum.phase}`}
              stratum={stratum}
              outcome={outcome}
              name={nameOf(stratum.subredditKey)}
            />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row">{t("pooled")}</th>
              <td data-label={t("fraction")}>{t("none")}</td>
              {[total.treatment, total.control].map(({ events, n }, arm) => (
                <td
                  key={arm === 0 ? "treatment" : "control"}
                  data-label={t(arm === 0 ? "treatment" : "control")}
                >
                  <span className="counts">
                    {t("counts", { events: whole(events), n: whole(n) })}
                  </span>
                </td>
              ))}
              <td data-label={t("difference")}>
                <DifferenceCell difference={total.difference} />
              </td>
              <td data-label={t("p")}>
                {total.test.kind === "test" ? pValue(total.test.p) : t("none")}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface RowProps {
  readonly stratum: StratumOfResults;
  readonly outcome: ResearchOutcome;
  readonly name: string;
}

function Row({ stratum, outcome, name }: RowProps) {
  const t = useTranslations("research.table");
  const format = useFormatter();
  const { treatment, control, difference, test } = stratum.outcomes[outcome];
  const { firstDrawnAt, lastDrawnAt } = stratum;
  return (
    <tr>
      <th scope="row">
        <bdi>{t("phaseOf", { name, phase: stratum.phase })}</bdi>
        <span className="counts">
          {format.dateTimeRange(firstDrawnAt, lastDrawnAt, { dateStyle: "medium" })}
        </span>
      </th>
      <td data-label={t("fraction")}>
        {stratum.treatmentFraction === null
          ? t("unknownFraction")
          : percent(stratum.treatmentFraction)}
      </td>
      <td data-label={t("treatment")}>
        <ArmCell arm={treatment} />
      </td>
      <td data-label={t("control")}>
        <ArmCell arm={control} />
      </td>
      <td data-label={t("difference")}>
        <DifferenceCell difference={difference} />
      </td>
      <td data-label={t("p")}>{test.kind === "test" ? pValue(test.p) : t("none")}</td>
    </tr>
  );
}
