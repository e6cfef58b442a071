import { getTranslations } from "next-intl/server";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../components/settings/setting-page.tsx";
import { SettingsForm } from "../../../../../../components/settings/settings-form.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "settings");

/** How the bot works in a community, and how its moderators decide. */
export default async function SettingsPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "settings",
    path: (paths) => paths.settings,
    async draw(opened) {
      const t = await getTranslations("rooms.settings.settings");
      return { title: t("title"), content: <SettingsForm opened={opened} /> };
    },
  });
}
