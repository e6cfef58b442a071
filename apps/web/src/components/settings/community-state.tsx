import type { appealStates } from "@appealmod/core";
import type { CommunityOverview } from "@appealmod/use-cases";
import { getFormatter, getTranslations } from "next-intl/server";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import type { SettingPaths } from "../../server/settings/setting-paths.ts";

const rights = ["review", "decide", "configure"] as const;
const parts = [
  "texts",
  "replies",
  "questions",
  "settings",
  "notifications",
  "dryRun",
  "history",
] as const;
/** What moderators have to do comes first. */
const shownStates = [
  "forwarded",
  "invited",
  "new",
  "closed",
] as const satisfies (typeof appealStates)[number][];

interface Props {
  readonly overview: CommunityOverview;
  readonly paths: SettingPaths;
}

export async function CommunityState({ overview, paths }: Props) {
  const [t, names, format] = await Promise.all([
    getTranslations("rooms.settings.overview"),
    getTranslations("rooms.settings.nav"),
    getFormatter(),
  ]);
  const { isServed, trouble, readAt, appeals, permissions, may, revision, name } = overview;
  const counts = shownStates.filter((state) => appeals?.[state]);
  const list = new URLSearchParams({ r: name });
  return (
    <div className="settings-columns">
      <section className="card stack" aria-labelledby="bot">
        <h2 id="bot">{t("bot")}</h2>
        {trouble !== null && (
          <div className="notice wrong">
            <h3>{t("trouble")}</h3>
            <p dir="auto">{trouble}</p>
            <p className="small">{t("troubleNext")}</p>
          </div>
        )}
        <p>{isServed ? t("served") : t("notServed")}</p>
        <p className="soft small">
          {readAt ? t("read", { at: format.dateTime(readAt, dateAndTime) }) : t("neverRead")}
        </p>
      </section>
      <section className="card stack" aria-labelledby="appeals">
        <h2 id="appeals">{t("appeals")}</h2>
        {appeals === null && <p>{t("mayNotReview")}</p>}
        {appeals !== null && counts.length === 0 && <p className="soft">{t("noAppeals")}</p>}
        {appeals !== null && counts.length > 0 && (
          <>
            <ul className="counts">
              {counts.map((state) => (
                <li key={state}>
                  <b>{format.number(appeals[state] ?? 0)}</b> {t(`states.${state}`)}
                </li>
              ))}
            </ul>
            <p>
              <a className="onward" href={`/moderate?${list}`}>
                {t("openQueue")}
              </a>
            </p>
          </>
        )}
      </section>
      <section className="card stack" aria-labelledby="set-up">
        <h2 id="set-up">{t("set")}</h2>
        <ul className="ways">
          {parts.map((part) => (
            <li key={part}>
              {may.configure ? <a href={paths[part]}>{names(part)}</a> : <b>{names(part)}</b>}
              <span className="soft small">{t(`parts.${part}`)}</span>
            </li>
          ))}
        </ul>
        <p className="soft small">{t("revision", { number: revision })}</p>
      </section>
      <section className="card stack" aria-labelledby="rights">
        <h2 id="rights">{t("you")}</h2>
        {permissions === null && <p>{t("asOperator")}</p>}
        {permissions && (
          <dl className="rights">
            {rights.map((right) => (
              <div key={right}>
                <dt>{t(`permission.${right}`)}</dt>
                <dd>{may[right] ? t("may") : t(`needs.${right}`)}</dd>
              </div>
            ))}
          </dl>
        )}
        {permissions && (
          <p className="soft small">
            {t("byReddit", {
              at: format.dateTime(permissions.asOf, dateAndTime),
              permissions: permissions.onReddit.join(", ") || t("noPermissions"),
            })}
          </p>
        )}
      </section>
    </div>
  );
}
