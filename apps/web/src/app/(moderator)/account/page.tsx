import type { SignedIn, SiteSession } from "@appealmod/use-cases";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { browserName } from "../../../components/room/browser-name.ts";
import { RoomForm } from "../../../components/room/room-form.tsx";
import { RoomFrame } from "../../../components/room/room-frame.tsx";
import { dateAndTime } from "../../../i18n/date-and-time.ts";
import { requireSignedIn } from "../../../server/signed-in.ts";
import { theSite } from "../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.account"))("title") };
}

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function AccountPage({ searchParams }: Props) {
  const signedIn = await requireSignedIn("/account");
  const { rooms } = theSite();
  const [query, t, sessions, communities] = await Promise.all([
    searchParams,
    getTranslations("rooms.account"),
    rooms.sessionsOf(signedIn.moderator),
    rooms.moderatedCommunities(signedIn.moderator),
  ]);
  const roles = [...signedIn.roles].toSorted();
  return (
    <RoomFrame signedIn={signedIn} title={t("title")} current="account">
      {query.ended === "1" && (
        <p className="notice" role="status">
          {t("ended")}
        </p>
      )}
      <section className="room-section" aria-labelledby="who">
        <h2 id="who">{t("who")}</h2>
        <dl className="room-facts">
          <div>
            <dt>{t("name")}</dt>
            <dd>
              <bdi>{`u/${signedIn.moderator.username}`}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t("roles")}</dt>
            <dd>
              {roles.length === 0
                ? t("noRoles")
                : roles.map((role) => t(`role.${role}`)).join(", ")}
            </dd>
          </div>
          <div>
            <dt>{t("communities")}</dt>
            <dd>
              {communities.length === 0 ? (
                t("noCommunities")
              ) : (
                <ul className="room-words">
                  {communities.map(({ name, permissions }) => (
                    <li key={name}>
                      <bdi>{`r/${name}`}</bdi>{" "}
                      <span className="soft">{permissions.join(", ") || t("noPermissions")}</span>
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        </dl>
      </section>
      <section className="room-section" aria-labelledby="sessions">
        <h2 id="sessions">{t("sessions")}</h2>
        <p className="soft">{t("sessionsHint")}</p>
        <ul className="room-list">
          {sessions.map((session) => (
            <Session key={session.tokenHash} session={session} signedIn={signedIn} />
          ))}
        </ul>
        <RoomForm action="/account/end-all" signedIn={signedIn}>
          <button type="submit" className="button quiet">
            {t("endAll")}
          </button>
        </RoomForm>
      </section>
    </RoomFrame>
  );
}

interface SessionProps {
  readonly session: SiteSession;
  readonly signedIn: SignedIn;
}

async function Session({ session, signedIn }: SessionProps) {
  const [t, format] = await Promise.all([getTranslations("rooms.account"), getFormatter()]);
  const named = browserName(session.userAgent);
  const isThis = session.tokenHash === signedIn.sessionId;
  const name =
    named === null
      ? t("unknownBrowser")
      : named.system === null
        ? named.browser
        : t("browserOn", { browser: named.browser, system: named.system });
  return (
    <li className="room-row">
      <div>
        <p>
          <strong>{name}</strong> {isThis && <span className="room-mark">{t("this")}</span>}
        </p>
        <p className="soft small">
          {t("since", {
            began: format.dateTime(session.signedInAt, dateAndTime),
            used: format.dateTime(session.lastUsedAt, dateAndTime),
          })}
        </p>
      </div>
      <RoomForm action="/account/end" signedIn={signedIn}>
        <input type="hidden" name="session" value={session.tokenHash} />
        <button type="submit" className="room-link">
          {t("end")}
          <span className="visually-hidden"> {name}</span>
        </button>
      </RoomForm>
    </li>
  );
}
