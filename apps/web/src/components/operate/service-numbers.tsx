import type { ServiceFacts } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FactsList } from "./facts-list.tsx";

type Fact = readonly [string, ReactNode];

interface Props {
  readonly facts: ServiceFacts;
  readonly versions: { readonly program: string | null; readonly node: string };
}

/** How an installation is, in numbers: queue, bot, destinations of events, people, versions. */
export function ServiceNumbers({ facts, versions }: Props) {
  const t = useTranslations("rooms.operate.overview");
  const format = useFormatter();
  const { asOf, queue, workers, unsettled, version } = facts;
  const ago = (at: Date | null) => (at === null ? t("never") : format.relativeTime(at, asOf));
  const oldestInWords = () => {
    if (queue.oldest === null) return t("oldestNone");
    const { name, subreddit, since } = queue.oldest;
    if (subreddit === null) return t("oldestIs", { name, ago: ago(since) });
    return t("oldestIn", { name, subreddit, ago: ago(since) });
  };
  const atWork =
    workers.count === 0 || workers.newestSince === null
      ? t("workersCount", { count: workers.count })
      : t("workersSince", { count: workers.count, ago: ago(workers.newestSince) });
  const queueFacts: readonly Fact[] = [
    [t("oldest"), oldestInWords()],
    [t("queue"), t("queueCounts", { ...queue, oldest: "" })],
    [t("unsettled"), format.number(unsettled.count)],
  ];
  const botFacts: readonly Fact[] = [
    [t("workers"), atWork],
    ...facts.listing.map(
      ({ account, at }): Fact => [t("listing", { account }), t("listingAt", { ago: ago(at) })],
    ),
    ...facts.log.map(
      ({ account, at }): Fact => [t("log", { account }), t("logAt", { ago: ago(at) })],
    ),
    [
      t("communities"),
      t("communitiesCount", {
        count: facts.communities.length,
        wrong: facts.communities.filter(({ trouble }) => trouble !== null).length,
      }),
    ],
  ];
  const sinkFacts = facts.sinks.map((sink): Fact => {
    const { name, position, deliveredAt, waiting } = sink;
    const at = t("sinkAt", { position, ago: ago(deliveredAt) });
    return [name, `${at}; ${t("sinkWaiting", { waiting })}`];
  });
  const { applied, known } = version.migrations;
  return (
    <div className="operate-numbers">
      <FactsList id="queue" heading={t("numbers")} facts={queueFacts} />
      <FactsList id="bot" heading={t("bot")} facts={botFacts} />
      <FactsList
        id="sinks"
        heading={t("sinks")}
        facts={sinkFacts.length === 0 ? [["—", t("noSinks")]] : sinkFacts}
      />
      <FactsList
        id="people"
        heading={t("people")}
        facts={[
          [t("sessions"), t("sessionsCount", { count: facts.sessions })],
          [
            t("signUps"),
            <a key="sign-ups" href="/operate/sign-ups">
              {t("signUpsCount", { count: facts.signUps.count })}
            </a>,
          ],
        ]}
      />
      <FactsList
        id="versions"
        heading={t("versions")}
        facts={[
          [t("program"), versions.program ?? t("unnamed")],
          [t("node"), versions.node],
          [t("postgres"), version.postgres],
          [
            t("tables"),
            t("tablesCount", { applied, known, newest: version.newest ?? t("newestUnknown") }),
          ],
        ]}
      />
    </div>
  );
}
