import type { AppealPage } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { markdownAsText } from "../form/markdown-as-text.ts";
import { Moment } from "./moment.tsx";

/** The ban that is contested, and what else is known of the redditor in this community. */
export function BanFacts({ page }: { readonly page: AppealPage }) {
  const [t, q, format] = [
    useTranslations("rooms.appeal"),
    useTranslations("rooms.queue"),
    useFormatter(),
  ];
  const { ban, bannedAt, banNote, banMessage, otherAppeals, otherBans } = page;
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <section className="facts-box" aria-labelledby="facts">
      <h2 id="facts">{t("facts")}</h2>
      <dl className="facts-list">
        <div>
          <dt>{t("factBanned")}</dt>
          <dd>{bannedAt ? <Moment at={bannedAt} /> : t("factUnknown")}</dd>
        </div>
        <div>
          <dt>{t("factBannedBy")}</dt>
          <dd>{ban?.bannedBy ? <bdi>u/{ban.bannedBy}</bdi> : t("factUnknown")}</dd>
        </div>
        <div>
          <dt>{t("factLength")}</dt>
          <dd>
            {ban?.endsAt
              ? t("factUntil", { date: day(ban.endsAt) })
              : t(`permanence.${ban?.permanence ?? "unknown"}`)}
          </dd>
        </div>
        {ban?.liftedAt && (
          <div>
            <dt>{t("factLifted")}</dt>
            <dd>
              {ban.liftedBy
                ? t("liftedBy", { date: day(ban.liftedAt), name: ban.liftedBy })
                : day(ban.liftedAt)}
            </dd>
          </div>
        )}
        {banNote !== "" && (
          <div className="wide">
            <dt>{t("factNote")}</dt>
            <dd dir="auto">{banNote}</dd>
          </div>
        )}
        {banMessage && (
          <div className="wide">
            <dt>{t("factMessage")}</dt>
            <dd dir="auto" className="pre">
              {markdownAsText(banMessage)}
            </dd>
          </div>
        )}
      </dl>
      <h3>{t("here")}</h3>
      {otherAppeals.length + otherBans.length === 0 ? (
        <p className="soft small">{t("hereNone")}</p>
      ) : (
        <ul className="here small">
          {otherAppeals.map(({ id, openedAt, standing }) => (
            <li key={id}>
              <a href={`/moderate/appeals/${id}`}>{t("otherAppeal", { date: day(openedAt) })}</a>{" "}
              <span className="soft">{q(`standing.${standing}`)}</span>
            </li>
          ))}
          {otherBans.map((one) => (
            <li key={one.id}>
              {one.bannedAt ? t("otherBan", { date: day(one.bannedAt) }) : t("otherBanUnknown")}
              {one.bannedBy && <> {t("otherBanBy", { name: one.bannedBy })}</>}
              {one.liftedAt && (
                <span className="soft"> ({t("otherBanLifted", { date: day(one.liftedAt) })})</span>
              )}
              {one.note && (
                <span className="soft" dir="auto">
                  {" "}
                  {one.note}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
