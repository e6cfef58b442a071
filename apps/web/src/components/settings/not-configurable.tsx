import { getTranslations } from "next-intl/server";
import type { ClosedSettings } from "../../server/settings/open-settings.ts";
import { SettingsFrame, type SettingsPart } from "./settings-frame.tsx";

/** What a moderator sees who may not change a community's settings: which permission is missing. */
export async function NotConfigurable({
  signedIn,
  overview,
  paths,
  part,
}: ClosedSettings & { readonly part: SettingsPart }) {
  const t = await getTranslations("rooms.settings.forbidden");
  const { name } = overview;
  return (
    <SettingsFrame
      signedIn={signedIn}
      name={name}
      paths={paths}
      part={part}
      title={t("title", { name })}
    >
      <div className="column stack">
        <p>{t("text")}</p>
        <p>{t("next")}</p>
        <p>
          <a className="onward" href={paths.community}>
            {t("back", { name })}
          </a>
        </p>
      </div>
    </SettingsFrame>
  );
}
