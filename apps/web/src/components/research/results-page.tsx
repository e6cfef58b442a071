import type { SignedIn } from "@appealmod/use-cases";
import type { ShownResults } from "@appealmod/use-cases/research";
import { getTranslations } from "next-intl/server";
import { theSite } from "../../server/site.ts";
import { AsOf } from "./as-of.tsx";
import { Chart } from "./chart.tsx";
import { CommunityNav } from "./community-nav.tsx";
import { CsvLink } from "./csv-link.tsx";
import { DecisionTimes } from "./decision-times.tsx";
import { FlowChart } from "./flow-chart.tsx";
import { FormUseSection } from "./form-use.tsx";
import { IntervalMeaning } from "./interval-meaning.tsx";
import { MessagesSpent } from "./messages-spent.tsx";
import { points } from "./numbers.ts";
import { OutcomeTable } from "./outcome-table.tsx";
import { PaperComparison } from "./paper-comparison.tsx";
import { ResearchFrame } from "./research-frame.tsx";
import { StratumTable } from "./stratum-table.tsx";
import { Weeks } from "./weeks.tsx";

/** More drawings than this make a page that nobody reads: the communities' own pages have them. */
const mostCurves = 12;

interface Props {
  readonly signedIn: SignedIn;
  readonly results: ShownResults;
}

/** The experiment in one community or all: its primary result first, then how it came about. */
export async function ResultsPage({ signedIn, results }: Props) {
  const t = await getTranslations("research");
  const { community, communities, flow, strata, pooled, times, deleted, isBlinded } = results;
  const looks = await theSite().research.countLook(signedIn, community?.name ?? null);
  const names = new Map(communities.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const left = deleted.filter(({ drawn }) => drawn > 0);
  return (
    <ResearchFrame
      signedIn={signedIn}
      title={community ? t("results.titleOf", { name: community.name }) : t("results.title")}
      {...(community ? {} : { current: "results" })}
    >
      <CommunityNav communities={communities} current={community} />
      <AsOf takenAt={results.takenAt} failure={results.failure} />
      <p className="soft small">
        {t("results.unit")}{" "}
        {t.rich("results.looks", {
          count: looks,
          plan: (words) => <a href="/research/plan">{words}</a>,
        })}
      </p>
      {community && !isBlinded && (
        <p>
          <a className="onward" href={`/research/r/${community.name}/fraction`}>
            {t("results.fraction")}
          </a>
        </p>
      )}
      {flow.drawn === 0 ? (
        <p className="room-empty">{t("results.empty")}</p>
      ) : (
        <PrimaryResult results={results} nameOf={nameOf} />
      )}
      <section className="room-section" aria-labelledby="flow">
        <h2 id="flow">{t("flow.title")}</h2>
        <p className="soft small">{t("flow.hint")}</p>
        <FlowChart flow={flow} isBlinded={isBlinded} />
        {left.length > 0 && (
          <p className="small">
            {t("flow.deleted", {
              count: left.reduce((sum, { drawn }) => sum + drawn, 0),
              reasons: left
                .map(({ reason, drawn }) =>
                  t(`flow.deletedReason.${reason as "asked"}`, { count: drawn }),
                )
                .join(", "),
            })}
          </p>
        )}
      </section>
      {strata.length > 0 && (
        <>
          <section className="room-section" aria-labelledby="outcomes">
            <h2 id="outcomes">{t("results.outcomes")}</h2>
            <p className="soft small">{t("results.outcomesHint")}</p>
            <OutcomeTable pooled={pooled} />
            <ul className="meanings">
              {pooled.slice(1).map(({ outcome, difference }) => (
                <li key={outcome}>
                  <strong>{t(`outcome.${outcome}`)}:</strong>{" "}
                  <IntervalMeaning difference={difference} />
                </li>
              ))}
            </ul>
          </section>
          <section className="room-section" aria-labelledby="times">
            <h2 id="times">{t("results.times")}</h2>
            <p className="soft small">{t("results.timesHint")}</p>
            <div className="times-grid">
              {times.slice(0, mostCurves).map((each) => (
                <DecisionTimes
                  key={`${each.subredditKey} ${each.phase}`}
                  times={each}
                  name={nameOf(each.subredditKey)}
                />
              ))}
            </div>
            {times.length > mostCurves && (
              <p className="small">
                {t("results.moreTimes", { count: times.length - mostCurves })}
              </p>
            )}
            <CsvLink table="times" subreddit={community?.name ?? null} />
          </section>
          <MessagesSpent results={results} nameOf={nameOf} />
          {!isBlinded && <FormUseSection results={results} />}
          <Weeks results={results} />
          {!isBlinded && <PaperComparison results={results} />}
        </>
      )}
    </ResearchFrame>
  );
}

interface PrimaryProps {
  readonly results: ShownResults;
  readonly nameOf: (key: string) => string;
}

async function PrimaryResult({ results, nameOf }: PrimaryProps) {
  const t = await getTranslations("research");
  const { community, flow, strata, pooled } = results;
  const [granted] = pooled;
  if (!granted) return null;
  const { difference } = granted;
  const rows = strata.flatMap(({ subredditKey, phase, outcomes }) => {
    const found = outcomes.granted.difference;
    if (found.kind === "none") return [];
    const name = t("table.phaseOf", { name: nameOf(subredditKey), phase });
    const limits = found.kind === "estimate" ? { limits: found } : {};
    return [{ name, estimate: found.estimate, isPooled: false, ...limits }];
  });
  if (difference.kind !== "none") {
    const limits = difference.kind === "estimate" ? { limits: difference } : {};
    const name = t("table.pooled");
    rows.push({ name, estimate: difference.estimate, isPooled: true, ...limits });
  }
  const svg =
    rows.length === 0
      ? null
      : await theSite().research.charts.differences(
          t("results.differencesChart"),
          t("results.differencesAxis"),
          rows,
        );
  return (
    <section className="room-section" aria-labelledby="primary">
      <h2 id="primary">{t("results.primary")}</h2>
      <div className="primary">
        {difference.kind !== "none" && (
          <p className="primary-number">
            {points(difference.estimate)} <small>{t("results.pointsUnit")}</small>
            {difference.kind === "estimate" && (
              <span>
                {t("table.between", {
                  lower: points(difference.lower),
                  upper: points(difference.upper),
                })}
              </span>
            )}
          </p>
        )}
        <p className="lead">
          <IntervalMeaning difference={difference} />
        </p>
        <p className="soft small">
          {t("results.primaryHint", {
            open: flow.arms.treatment.open + flow.arms.control.open,
            unrecorded: flow.arms.treatment.unrecorded + flow.arms.control.unrecorded,
          })}{" "}
          {t("results.pooledMethod", { strata: granted.usableStrata })}
        </p>
      </div>
      {svg && <Chart label={t("results.differencesChart")} svg={svg} />}
      <h3>{t("results.byStratum")}</h3>
      <p className="soft small">{t("results.byStratumHint")}</p>
      <StratumTable results={results} outcome="granted" nameOf={nameOf} />
      <CsvLink table="strata" subreddit={community?.name ?? null} />
    </section>
  );
}
