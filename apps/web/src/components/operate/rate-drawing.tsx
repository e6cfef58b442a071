import type { ServiceFacts } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";

type Sample = ServiceFacts["rates"][number];

interface Props {
  readonly rates: readonly Sample[];
  readonly asOf: Date;
}

const dayMs = 24 * 60 * 60_000;
const hourMs = 60 * 60_000;
const spanMs = 10 * 60_000;
const [width, height] = [720, 96];

/** What was left of each account's requests over the last day: a bar for ten minutes, and a table. */
export function RateDrawing({ rates, asOf }: Props) {
  const t = useTranslations("rooms.operate.overview");
  const accounts = [...Map.groupBy(rates, ({ accountKey }) => accountKey)];
  return (
    <section className="room-section" aria-labelledby="rates">
      <h2 id="rates">{t("rates")}</h2>
      <p className="soft small">{accounts.length === 0 ? t("ratesNone") : t("ratesText")}</p>
      {accounts.map(([account, samples]) => (
        <AccountRates key={account} account={account} samples={samples} asOf={asOf} />
      ))}
    </section>
  );
}

function AccountRates({
  account,
  samples,
  asOf,
}: {
  readonly account: string;
  readonly samples: readonly Sample[];
  readonly asOf: Date;
}) {
  const t = useTranslations("rooms.operate.overview");
  const format = useFormatter();
  const most = Math.max(1, ...samples.map(({ leastRemaining }) => leastRemaining));
  const least = Math.min(...samples.map(({ leastRemaining }) => leastRemaining));
  const begin = asOf.getTime() - dayMs;
  const hours = [...Map.groupBy(samples, ({ at }) => Math.floor(at.getTime() / hourMs) * hourMs)];
  const who = account === "" ? t("ratesFirst") : `u/${account}`;
  return (
    <figure className="operate-rates">
      <figcaption>{t("ratesOf", { account: who, least, most })}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("ratesLabel", { who })}>
        {samples.map(({ at, leastRemaining }) => {
          const tall = Math.max(1, (leastRemaining / most) * height);
          return (
            <rect
              key={at.getTime()}
              x={(((at.getTime() - begin) / dayMs) * width).toFixed(1)}
              y={(height - tall).toFixed(1)}
              width={((spanMs / dayMs) * width - 1).toFixed(1)}
              height={tall.toFixed(1)}
            />
          );
        })}
        <path d={`M0 ${height - 0.5}H${width}`} />
      </svg>
      <details>
        <summary>{t("ratesTable")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("ratesHour")}</th>
              <th scope="col">{t("ratesLeast")}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(([hour, within]) => (
              <tr key={hour}>
                <th scope="row">
                  {format.dateTime(new Date(hour), {
                    weekday: "short",
                    hour: "numeric",
                    minute: "2-digit",
                  })}
                </th>
                <td>{format.number(Math.min(...within.map((each) => each.leastRemaining)))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
