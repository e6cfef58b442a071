import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { NoticeOf } from "../../../../components/operate/notice-of.tsx";
import { OperateFrame } from "../../../../components/operate/operate-frame.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { dateAndTime } from "../../../../i18n/date-and-time.ts";
import { requireOperatorPage } from "../../../../server/operate/require-operator.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.sessions"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SessionsPage({ searchParams }: Props) {
  const signedIn = await requireOperatorPage("/operate/sessions");
  const [query, t, format, people] = await Promise.all([
    searchParams,
    getTranslations("rooms.operate.sessions"),
    getFormatter(),
    theSite().rooms.operate.people(signedIn),
  ]);
  return (
    <OperateFrame signedIn={signedIn} part="sessions" title={t("title")}>
      <NoticeOf said={query.ended} words={{ "1": t("ended"), "0": t("endedBefore") }} />
      <div className="column stack room-lead">
        <p>{t("lead")}</p>
      </div>
      <ul className="room-list">
        {people.map(({ redditorId, username, sessions, since, lastUsedAt }) => (
          <li key={redditorId} className="room-row">
            <div>
              <p>
                <strong>
                  <bdi>{`u/${username}`}</bdi>
                </strong>{" "}
                {t("browsers", { count: sessions })}
              </p>
              <p className="soft small">
                {t("used", {
                  since: format.dateTime(since, dateAndTime),
                  last: format.dateTime(lastUsedAt, dateAndTime),
                })}
              </p>
            </div>
            <RoomForm action="/operate/sessions/end" signedIn={signedIn}>
              <input type="hidden" name="redditor" value={redditorId} />
              <button type="submit" className="room-link">
                {t("end")}
                <span className="visually-hidden">{` u/${username}`}</span>
              </button>
            </RoomForm>
          </li>
        ))}
      </ul>
    </OperateFrame>
  );
}
