import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { NoticeOf } from "../../../../components/operate/notice-of.tsx";
import { OperateFrame } from "../../../../components/operate/operate-frame.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { dateAndTime } from "../../../../i18n/date-and-time.ts";
import { requireOperatorPage } from "../../../../server/operate/require-operator.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.signUps"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignUpsPage({ searchParams }: Props) {
  const signedIn = await requireOperatorPage("/operate/sign-ups");
  const [query, t, format, signUps] = await Promise.all([
    searchParams,
    getTranslations("rooms.operate.signUps"),
    getFormatter(),
    theSite().rooms.operate.signUps(signedIn),
  ]);
  const time = (at: Date) => format.dateTime(at, dateAndTime);
  return (
    <OperateFrame signedIn={signedIn} part="sign-ups" title={t("title")}>
      <NoticeOf said={query.answered} words={{ "1": t("answered"), "0": t("answeredBefore") }} />
      <p className="column room-lead">{t("lead")}</p>
      {signUps.length === 0 ? (
        <p className="room-empty">{t("none")}</p>
      ) : (
        <ul className="room-list">
          {signUps.map((each) => (
            <li key={each.id} className="room-row operate-job">
              <div className="operate-job-words">
                <p>
                  <strong>
                    <bdi>{t("from", { name: each.name, username: each.redditUsername })}</bdi>
                  </strong>{" "}
                  <bdi>{t("for", { community: each.subredditUrl })}</bdi>
                </p>
                <p>
                  <bdi>{each.email}</bdi>
                </p>
                <p className="soft small">{t("at", { time: time(each.createdAt) })}</p>
              </div>
              {each.answeredAt === null ? (
                <RoomForm action="/operate/sign-ups/answered" signedIn={signedIn}>
                  <input type="hidden" name="sign-up" value={each.id} />
                  <button type="submit" className="button quiet">
                    {t("answer")}
                    <span className="visually-hidden">{` u/${each.redditUsername}`}</span>
                  </button>
                </RoomForm>
              ) : (
                <p className="soft small">
                  {t("answeredBy", {
                    time: time(each.answeredAt),
                    by: each.answeredBy === null ? t("commandLine") : `u/${each.answeredBy}`,
                  })}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </OperateFrame>
  );
}
