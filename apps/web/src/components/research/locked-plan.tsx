import type { ShownPlan } from "@appealmod/use-cases/research";
import { useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { percent, whole } from "./numbers.ts";

interface Props {
  readonly shown: ShownPlan;
  /** The community; `null` for all of them. */
  readonly name: string | null;
}

/** One plan as it was locked, and what was done otherwise. */
export function LockedPlan({ shown, name }: Props) {
  const t = useTranslations("research.plan");
  const outcome = useTranslations("research.outcome");
  const format = useFormatter();
  const { plan, number, hash, isLate, isUnaltered, drawn, unlocked, deviations, boundary } = shown;
  const scope = name === null ? t("all") : `r/${name}`;
  const facts = [
    [t("primary"), outcome(plan.primaryOutcome)],
    [
      t("secondary"),
      plan.secondaryOutcomes.map((each) => outcome(each)).join(", ") || t("noSecondary"),
    ],
    [t("test"), plan.test],
    [t("alpha"), String(plan.alpha)],
    [
      t("size"),
      drawn === null
        ? whole(plan.size)
        : t("soFar", { drawn: whole(drawn), size: whole(plan.size) }),
    ],
    [t("stop"), plan.stopRule],
    [t("looks"), String(plan.looks)],
    ...(plan.isBlinded
      ? [
          [
            t("blinded"),
            unlocked
              ? t("unlocked", {
                  at: format.dateTime(unlocked.at, dateAndTime),
                  name: `u/${unlocked.by}`,
                  drawn: whole(unlocked.drawn),
                })
              : t("stillHidden"),
          ] as const,
        ]
      : []),
  ] as const;
  return (
    <section className="room-section" aria-label={t("of", { number, scope })}>
      <h2>
        <bdi>{t("of", { number, scope })}</bdi>{" "}
      </h2>
      <p>
        {t("locked", {
          at: format.dateTime(shown.lockedAt, dateAndTime),
          name: `u/${shown.lockedBy}`,
        })}{" "}
        <strong>{t(isLate ? "late" : "inTime")}</strong>
      </p>
      {!isUnaltered && <p className="notice wrong">{t("altered")}</p>}
      <dl className="room-facts">
        {facts.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {deviations.length > 0 && (
          <div>
            <dt>{t("deviations")}</dt>
            <dd>
              {deviations.map((each) => (
                <p key={each}>{t(`deviation.${each}`)}</p>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t("hash")}</dt>
          <dd>
            <code className="research-hash">{hash}</code>
          </dd>
        </div>
      </dl>
      <table className="numbers research-narrow">
        <caption>{t("boundary")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("look")}</th>
            <th scope="col">{t("information")}</th>
            <th scope="col">p</th>
          </tr>
        </thead>
        <tbody>
          {boundary.map(({ information, p }, place) => (
            <tr key={information}>
              <th scope="row">{place + 1}</th>
              <td>{percent(information)}</td>
              <td>{p < 0.0001 ? "< 0.0001" : p.toFixed(4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
