import type { CommunityNotifications, CommunityOverview, SignedIn } from "@appealmod/use-cases";
import { useFormatter, useTranslations } from "next-intl";
import { dateAndTime } from "../../i18n/date-and-time.ts";
import { ChoiceField } from "../field/choice-field.tsx";
import { ProblemNotice } from "../room/problem-notice.tsx";
import { RoomForm } from "../room/room-form.tsx";
import { SettingField } from "./setting-field.tsx";

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
const wrong = ["unknown-address", "too-many", "no-key"] as const;

export function NotificationForms({ signedIn, path, may, found: { hooks, watch }, done }: Props) {
  const [t, format] = [useTranslations("rooms.notifications"), useFormatter()];
  const [said, problem] = [well.find((word) => word === done), wrong.find((word) => word === done)];
  return (
    <>
      {said && (
        <p className="notice gentle settings-notice" role="status">
          {t(`done.${said}`)}
        </p>
      )}
      {problem && <ProblemNotice>{t(`done.${problem}`)}</ProblemNotice>}
      <div className="column stack">
        <p>{t("lead")}</p>
      </div>
      {may.review && (
        <RoomForm
          action={`${path}/watch`}
          signedIn={signedIn}
          className="column stack room-section"
        >
          <ChoiceField
            isSetting
            id="field-scope"
            name="scope"
            label={t("watch")}
            hint={t("single")}
            choices={scopes.map((value) => ({ value, text: t(`scope.${value}`) }))}
            chosen={[watch ?? "none"]}
          />
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
            <SettingField id="address" label={t("address")} hint={t("addressHint")}>
              {(described) => (
                <input
                  {...described}
                  name="address"
                  type="text"
                  inputMode="url"
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={500}
                  required
                />
              )}
            </SettingField>
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
