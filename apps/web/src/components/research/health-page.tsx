import type { SignedIn } from "@appealmod/use-cases";
import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { theSite } from "../../server/site.ts";
import { AsOf } from "./as-of.tsx";
import { Chart } from "./chart.tsx";
import { CsvLink } from "./csv-link.tsx";
import { ArmKey } from "./decision-times.tsx";
import { percent, pIs, pValue, whole } from "./numbers.ts";
import { ResearchFrame } from "./research-frame.tsx";
import { ScrollArea } from "./scroll-area.tsx";

interface Props {
  readonly signedIn: SignedIn;
  readonly health: ExperimentHealth;
}

/** Whether the experiment is in order, without its results. */
export async function HealthPage({ signedIn, health }: Props) {
  const t = await getTranslations("research");
  return (
    <ResearchFrame signedIn={signedIn} title={t("health.title")} current="health">
      <p className="soft small">{t("health.hint")}</p>
      <AsOf takenAt={health.takenAt} failure={health.failure} />
      <Balance health={health} />
      <Draws health={health} />
      <Missing health={health} />
      <Exclusions health={health} />
    </ResearchFrame>
  );
}

async function Balance({ health: { balance, strata, communities, balanceAlarm } }: PartProps) {
  const t = await getTranslations("research");
  const { combined, sameSide } = balance;
  const names = new Map(communities.map(({ key, name }) => [key, name]));
  return (
    <section className="room-section" aria-labelledby="balance">
      <h2 id="balance">{t("health.balance")}</h2>
      {combined.kind === "none" ? (
        <p className="notice">
          {t("health.balanceNone", { reason: t(`reason.${combined.reason}`) })}
        </p>
      ) : combined.p < balanceAlarm ? (
        <p className="notice wrong">{t("health.balanceBad", { p: pIs(combined.p) })}</p>
      ) : (
        <p className="notice">{t("health.balanceGood", { p: pIs(combined.p) })}</p>
      )}
      {sameSide.kind === "test" && (
        <p className="soft small">{t("health.sameSide", { p: pIs(sameSide.p) })}</p>
      )}
      <div className="wide">
        <table className="numbers stacking" data-table="balance">
          <thead>
            <tr>
              <th scope="col">{t("table.stratum")}</th>
              <th scope="col">{t("table.fraction")}</th>
              <th scope="col">{t("table.treatment")}</th>
              <th scope="col">{t("table.control")}</th>
              <th scope="col">{t("health.expected")}</th>
              <th scope="col">{t("health.pExact")}</th>
            </tr>
          </thead>
          <tbody>
            {strata.map(({ subredditKey, phase, treatmentFraction, arms }, place) => {
              const tested = balance.phases[place];
              const drawn = arms.treatment.drawn + arms.control.drawn;
              return (
                <tr key={`${subredditKey} ${phase}`}>
                  <th scope="row">
                    <bdi>
                      {t("table.phaseOf", { name: names.get(subredditKey) ?? subredditKey, phase })}
                    </bdi>
                  </th>
                  <td data-label={t("table.fraction")}>
                    {treatmentFraction === null
                      ? t("table.unknownFraction")
                      : percent(treatmentFraction)}
                  </td>
                  <td data-label={t("table.treatment")}>{whole(arms.treatment.drawn)}</td>
                  <td data-label={t("table.control")}>{whole(arms.control.drawn)}</td>
                  <td data-label={t("health.expected")}>
                    {treatmentFraction === null
                      ? t("table.none")
                      : (drawn * treatmentFraction).toFixed(1)}
                  </td>
                  <td data-label={t("health.pExact")}>
                    {treatmentFraction === null ? (
                      <span className="soft">{t("table.unknownFraction")}</span>
                    ) : tested?.kind === "test" ? (
                      pValue(tested.exactP)
                    ) : (
                      <span className="soft">{t(`reason.${tested?.reason ?? "no-data"}`)}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface PartProps {
  readonly health: ExperimentHealth;
}

async function Draws({ health: { days, strata } }: PartProps) {
  const t = await getTranslations("research");
  if (days.length === 0) return null;
  const began = strata.filter(({ phase }) => phase > 1);
  const svg = await theSite().research.charts.draws(
    t("health.daysChart"),
    days,
    began.map(({ firstDrawnAt }) => ({ at: firstDrawnAt })),
  );
  return (
    <section className="room-section" aria-labelledby="days">
      <h2 id="days">{t("health.days")}</h2>
      <p className="soft small">{t("health.daysHint")}</p>
      <ArmKey />
      <Chart label={t("health.daysChart")} svg={svg} />
      <details>
        <summary>{t("health.daysTable")}</summary>
        <ScrollArea className="wide" label={t("health.daysTable")}>
          <table className="numbers" data-table="days">
            <thead>
              <tr>
                <th scope="col">{t("health.day")}</th>
                <th scope="col">{t("table.treatment")}</th>
                <th scope="col">{t("table.control")}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, treatment, control }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{whole(treatment)}</td>
                  <td>{whole(control)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </details>
      <CsvLink table="days" subreddit={null} />
    </section>
  );
}

async function Missing({ health: { flow } }: PartProps) {
  const t = await getTranslations("research");
  const share = (count: number, n: number) =>
    n === 0
      ? t("table.none")
      : t("health.share", { count: whole(count), n: whole(n), share: percent(count / n) });
  const { treatment, control } = flow.arms;
  return (
    <section className="room-section" aria-labelledby="missing">
      <h2 id="missing">{t("health.missing")}</h2>
      <p className="soft small">{t("health.missingHint")}</p>
      <div className="wide">
        <table className="numbers" data-table="missing">
          <thead>
            <tr>
              <td />
              <th scope="col">{t("table.treatment")}</th>
              <th scope="col">{t("table.control")}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("health.open")}</th>
              <td>{share(treatment.open, treatment.drawn)}</td>
              <td>{share(control.open, control.drawn)}</td>
            </tr>
            <tr>
              <th scope="row">{t("health.unrecorded")}</th>
              <td>{share(treatment.unrecorded, treatment.drawn)}</td>
              <td>{share(control.unrecorded, control.drawn)}</td>
            </tr>
            <tr>
              <th scope="row">{t("health.lost")}</th>
              <td>{share(treatment.withoutAppeal, treatment.drawn)}</td>
              <td>{share(control.withoutAppeal, control.drawn)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

async function Exclusions({ health: { flow } }: PartProps) {
  const t = await getTranslations("research");
  const excluded = flow.screening?.excluded ?? [];
  return (
    <section className="room-section" aria-labelledby="exclusions">
      <h2 id="exclusions">{t("health.exclusions")}</h2>
      {excluded.length === 0 ? (
        <p>{t("health.noExclusions")}</p>
      ) : (
        <div className="wide">
          <table className="numbers" data-table="exclusions">
            <thead>
              <tr>
                <td />
                <th scope="col">{t("health.count")}</th>
              </tr>
            </thead>
            <tbody>
              {excluded.map(({ reason, count }) => (
                <tr key={reason}>
                  <th scope="row">{t(`flow.reason.${reason}`)}</th>
                  <td>{whole(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
