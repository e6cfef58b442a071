import type { AppealPage, SignedIn } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly page: AppealPage;
  readonly signedIn: SignedIn;
}

/** Who is on the appeal, who else looks, and a way to say that one is on it. */
export function ClaimBox({ page, signedIn }: Props) {
  const [t, format] = [useTranslations("rooms.appeal"), useFormatter()];
  const { claim, others, id, closedAt, isWatched } = page;
  const path = `/moderate/appeals/${id}`;
  const time = (date: Date) =>
    format.dateTime(date, {
      ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      ...{ timeZone: "UTC", timeZoneName: "short" },
    });
  const claiming = (label: string, isTakeOver = false) => (
    <RoomForm action={`${path}/claim`} signedIn={signedIn}>
      {isTakeOver && <input type="hidden" name="takeOver" value="1" />}
      <button
        className="button quiet"
        type="submit"
        {...(isTakeOver ? {} : { "data-key": "claim" })}
      >
        {label}
      </button>
    </RoomForm>
  );
  return (
    <section className="facts-box" aria-labelledby="claim">
      <h2 id="claim">{t(closedAt === null || claim ? "claimTitle" : "watchTitle")}</h2>
      {closedAt === null && claim === null && (
        <>
          <p className="small">{t("claimNobody")}</p>
          {claiming(t("claim"))}
        </>
      )}
      {claim?.isMine && (
        <>
          <p className="small">{t("claimMine", { time: time(claim.expiresAt) })}</p>
          <div className="actions">
            {claiming(t("claimRenew"))}
            <RoomForm action={`${path}/release`} signedIn={signedIn}>
              <button className="room-link" type="submit">
                {t("release")}
              </button>
            </RoomForm>
          </div>
        </>
      )}
      {claim && !claim.isMine && (
        <>
          <p className="small">
            {t("claimOther", { name: claim.username, time: time(claim.expiresAt) })}
          </p>
          <details className="take-over">
            <summary>{t("takeOverAsk")}</summary>
            <p className="small">{t("takeOverSure", { name: claim.username })}</p>
            {claiming(t("takeOver", { name: claim.username }), true)}
          </details>
        </>
      )}
      <RoomForm action={`${path}/watch`} signedIn={signedIn}>
        <input type="hidden" name="watch" value={isWatched ? "0" : "1"} />
        <button className="room-link" type="submit">
          {t(isWatched ? "unwatch" : "watch")}
        </button>
      </RoomForm>
      {others.length > 0 && (
        <p className="soft small">
          {t("others", { names: others.map(({ username }) => `u/${username}`).join(", ") })}
        </p>
      )}
    </section>
  );
}
