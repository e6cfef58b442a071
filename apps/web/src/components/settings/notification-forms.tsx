import type { CommunityNotifications, CommunityOverview, SignedIn } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { RoomForm } from "../room/room-form.tsx";

interface Props {
  readonly signedIn: SignedIn;
  readonly path: string;
  readonly may: CommunityOverview["may"];
  readonly found: CommunityNotifications;
  /** What was just done, as the address says it. */
  readonly done: string | null;
}

const scopes = ["none", "mine", "community"] as const;
const well = ["added", "removed", "watching"] as const;
const words = [...well, "unknown-address", "too-many", "no-key"] as const;

export function NotificationForms({ signedIn, path, may, found: { hooks, watch }, done }: Props) {
  const [t, format] = [useTranslations("rooms.notifications"), useFormatter()];
  const said = words.find((word) => word === done);
  return (
    <>
      {said && (
        <p
          className={
            well.some((word) => word === said)
              ? "notice gentle settings-notice"
              : "notice wrong settings-notice"
          }
          role="status"
        >
          {t(`done.${said}`)}
        </p>
      )}
      <div className="column stack">
        <p>{t("lead")}</p>
      </div>
      {may.review && (
        <RoomForm
          action={`${path}/watch`}
          signedIn={signedIn}
          className="column stack room-section"
        >
          <fieldset className="stack">
            <legend>
              <b>{t("watch")}</b>
            </legend>
            {scopes.map((scope) => (
              <label key={scope} className="choice">
                <input
                  type="radio"
                  name="scope"
                  value={scope}
                  defaultChecked={(watch ?? "none") === scope}
                />
                <span>{t(`scope.${scope}`)}</span>
              </label>
            ))}
          </fieldset>
          <p className="soft small">{t("single")}</p>
          <button type="submit" className="button">
            {t("save")}
          </button>
        </RoomForm>
      )}
      <section className="room-section" aria-labelledby="hooks">
        <h2 id="hooks">{t("hooks")}</h2>
        {hooks.length === 0 && <p className="soft">{t("none")}</p>}
        <ul className="room-list">
          {hooks.map(({ id, kind, addedBy, addedAt, trouble }) => (
            <li key={id} className="room-row">
              <p>
                <b>{t(`kind.${kind}`)}</b>{" "}
                <span className="soft small">
                  {t("added", { name: addedBy, at: format.dateTime(addedAt, dateAndTime) })}
                </span>
              </p>
              {trouble !== null && <p className="notice wrong">{t("trouble", { trouble })}</p>}
              {may.configure && (
                <RoomForm action={`${path}/remove`} signedIn={signedIn}>
                  <input type="hidden" name="hook" value={id} />
                  <button type="submit" className="room-link">
                    {t("remove")}
                    <span className="visually-hidden">{` ${t(`kind.${kind}`)}, u/${addedBy}`}</span>
                  </button>
                </RoomForm>
              )}
            </li>
          ))}
        </ul>
        {may.configure ? (
          <RoomForm action={`${path}/add`} signedIn={signedIn} className="column stack">
            <p>
              <label htmlFor="address">{t("address")}</label>
              <input
                id="address"
                name="address"
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                maxLength={500}
                required
                aria-describedby="address-hint"
              />
            </p>
            <p id="address-hint" className="soft small">
              {t("addressHint")}
            </p>
            <button type="submit" className="button">
              {t("add")}
            </button>
          </RoomForm>
        ) : (
          <p className="soft small">{t("mayNotAdd")}</p>
        )}
      </section>
    </>
  );
}
