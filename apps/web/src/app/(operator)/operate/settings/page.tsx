import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OperateFrame } from "../../../../components/operate/operate-frame.tsx";
import { requireOperatorPage } from "../../../../server/operate/require-operator.ts";
import { theSite } from "../../../../server/site.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.operate.settings"))("title") };
}

export default async function SettingsInForcePage() {
  const signedIn = await requireOperatorPage("/operate/settings");
  const t = await getTranslations("rooms.operate.settings");
  // What somebody set is what is looked for.
  const settings = theSite().rooms.operate.settings.toSorted(
    (one, other) => Number(one.origin === null) - Number(other.origin === null),
  );
  return (
    <OperateFrame signedIn={signedIn} part="settings" title={t("title")}>
      <div className="column stack room-lead">
        <p>{t("lead")}</p>
        <p className="soft">{t("change")}</p>
      </div>
      <table className="operate-settings">
        <thead>
          <tr>
            <th scope="col">{t("key")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("origin")}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ key, meaning, isSecret, value, origin }) => (
            <tr key={key} className={origin === null ? "by-default" : undefined}>
              <th scope="row">
                <code>{key}</code>
                <span className="soft small">{meaning}</span>
              </th>
              <td data-label={t("value")}>
                {value === null ? (
                  <span className="soft">{t("unset")}</span>
                ) : isSecret ? (
                  t("hidden")
                ) : (
                  <code>{value}</code>
                )}
              </td>
              <td data-label={t("origin")}>
                {origin === null ? (
                  <span className="soft">{t("default")}</span>
                ) : (
                  <code>{origin}</code>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </OperateFrame>
  );
}
