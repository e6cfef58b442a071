import { getTranslations } from "next-intl/server";
import { HistoryList } from "../../../../../../components/settings/history-list.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "history");

/** Every change of what a community sets. */
export default async function HistoryPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "history",
    path: (paths) => paths.history,
    async draw(opened, _params, query) {
      const t = await getTranslations("rooms.settings.history");
      return { title: t("title"), content: <HistoryList opened={opened} query={query} /> };
    },
  });
}
