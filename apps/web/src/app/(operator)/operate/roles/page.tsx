import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { NoticeOf } from "../../../../components/operate/notice-of.tsx";
import { OperateFrame } from "../../../../components/operate/operate-frame.tsx";
import { ProblemNotice } from "../../../../components/room/problem-notice.tsx";
import { RoomForm } from "../../../../components/room/room-form.tsx";
import { SettingField } from "../../../../components/settings/setting-field.tsx";
import { dateAndTime } from "../../../../i18n/date-and-time.ts";
import { siteRoles } from "../../../../server/operate/posted-role.ts";
import { requireOperatorPage } from "../../../../server/operate/require-operator.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.roles"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function RolesPage({ searchParams }: Props) {
  const signedIn = await requireOperatorPage("/operate/roles");
  const { operate } = theSite().rooms;
  const [query, t, format, grants] = await Promise.all([
    searchParams,
    getTranslations("rooms.operate.roles"),
    getFormatter(),
    operate.roles(signedIn),
  ]);
  const names = operate.admins.map((name) => `u/${name}`).join(", ");
  return (
    <OperateFrame signedIn={signedIn} part="roles" title={t("title")}>
      <NoticeOf said={query.granted} words={{ "1": t("granted"), "0": t("grantedBefore") }} />
      <NoticeOf said={query.revoked} words={{ "1": t("revoked"), "0": t("revokedBefore") }} />
      <div className="column stack room-lead">
        <p>{t("lead")}</p>
        {names !== "" && <p className="soft">{t("admins", { names })}</p>}
      </div>
      {grants.length === 0 ? (
        <p className="room-empty">{t("none")}</p>
      ) : (
        <ul className="room-list">
          {grants.map(({ username, role, grantedAt, grantedBy, redditorId }) => (
            <li key={`${username} ${role}`} className="room-row">
              <div>
                <p>
                  <strong>
                    <bdi>{`u/${username}`}</bdi>
                  </strong>{" "}
                  <span className="room-mark">{t(`role.${role}`)}</span>
                </p>
                <p className="soft small">
                  {t("since", { time: format.dateTime(grantedAt, dateAndTime), by: grantedBy })}
                  {redditorId === null && `; ${t("unbound")}`}
                </p>
              </div>
              <RoomForm action="/operate/roles/revoke" signedIn={signedIn}>
                <input type="hidden" name="username" value={username} />
                <input type="hidden" name="role" value={role} />
                <button type="submit" className="room-link">
                  {t("revoke")}
                  <span className="visually-hidden">{` u/${username}: ${t(`role.${role}`)}`}</span>
                </button>
              </RoomForm>
            </li>
          ))}
        </ul>
      )}
      <section className="room-section operate-grant" aria-labelledby="grant">
        <h2 id="grant">{t("grant")}</h2>
        {query.wrong === "1" && <ProblemNotice>{t("wrong")}</ProblemNotice>}
        <RoomForm action="/operate/roles/grant" signedIn={signedIn}>
          <SettingField id="username" label={t("username")} hint={t("usernameHint")}>
            {(described) => (
              <input {...described} type="text" name="username" required autoComplete="off" />
            )}
          </SettingField>
          <SettingField id="role" label={t("which")}>
            {(described) => (
              <select {...described} name="role">
                {siteRoles.map((role) => (
                  <option key={role} value={role}>
                    {t(`role.${role}`)}
                  </option>
                ))}
              </select>
            )}
          </SettingField>
          <button type="submit" className="button">
            {t("submit")}
          </button>
        </RoomForm>
      </section>
    </OperateFrame>
  );
}
