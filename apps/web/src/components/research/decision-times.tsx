import type { TimeToDecision } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { shownSteps } from "../../server/charts/shown-steps.ts";
import { theSite } from "../../server/site.ts";
import { Chart } from "./chart.tsx";
import { percent, pIs, whole } from "./numbers.ts";
import { ScrollArea } from "./scroll-area.tsx";

interface Props {
  readonly times: TimeToDecision;
  readonly name: string;
}

/** How fast appeals were decided in one community and phase: a drawing, its words and its table. */
export async function DecisionTimes({ times, name }: Props) {
  const t = await getTranslations("research");
  const { phase, curves, medians, test } = times;
  const label = t("results.timesChart", { name, phase });
  const svg = await theSite().research.charts.decisions(label, times);
  const median = (arm: "treatment" | "control") => {
    const found = medians[arm];
    if (found.kind === "none") return t(`reason.${found.reason}`).replace(/\.$/, "");
    const days = (hours: number) => (hours / 24).toFixed(1);
    const { lower, upper } = found;
    return lower === undefined || upper === undefined
      ? t("results.medianDays", { days: days(found.median) })
      : t("results.medianDaysWithin", {
          days: days(found.median),
          lower: days(lower),
          upper: days(upper),
        });
  };
  return (
    <article className="times">
      <h3>
        <bdi>{t("results.timesOf", { name, phase })}</bdi>
      </h3>
      <ArmKey />
      <Chart label={label} svg={svg} />
      <p className="small">
        {t("results.median", {
          treatment: median("treatment"),
          control: median("control"),
          test: test.kind === "test" ? `p ${pIs(test.p)}` : t(`reason.${test.reason}`),
        })}
      </p>
      <details>
        <summary>{t("results.timesTable")}</summary>
        <ScrollArea className="wide side-by-side" label={t("results.timesTable")}>
          {(["treatment", "control"] as const).map((arm) => {
            const curve = curves[arm];
            return (
              <table className="numbers" key={arm} data-table={`times-${arm}`}>
                <caption>{t(`table.${arm}`)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("results.days")}</th>
                    <th scope="col">{t("results.atRisk")}</th>
                    <th scope="col">{t("results.decided")}</th>
                  </tr>
                </thead>
                <tbody>
                  {shownSteps(curve).map((step) => (
                    <tr key={step.time}>
                      <td>{(step.time / 24).toFixed(2)}</td>
                      <td>{whole(step.atRisk)}</td>
                      <td>
                        {percent(1 - step.survival)}{" "}
                        {step.limits && (
                          <span className="limits">
                            {t("table.between", {
                              lower: percent(1 - step.limits.upper),
                              upper: percent(1 - step.limits.lower),
                            })}
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            );
          })}
        </ScrollArea>
      </details>
    </article>
  );
}

/** Which line is which. */
export async function ArmKey() {
  const t = await getTranslations("research.table");
  return (
    <ul className="arm-key">
      {(["treatment", "control"] as const).map((arm) => (
        <li key={arm} data-arm={arm}>
          <svg viewBox="0 0 28 8" aria-hidden="true" focusable="false">
            <path d="M0 4H28" />
          </svg>
          {t(arm)}
        </li>
      ))}
    </ul>
  );
}
