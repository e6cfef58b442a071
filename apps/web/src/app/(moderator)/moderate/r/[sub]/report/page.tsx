import { getTranslations } from "next-intl/server";
import { ReportCorrections } from "../../../../../../components/settings/report-corrections.tsx";
import {
  type SettingPageProps,
  settingPage,
} from "../../../../../../components/settings/setting-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("rooms.report"))("title") };
}

/** A community's public numbers: what was published, and the way to correct it. */
export default async function ReportPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "settings",
    path: (paths) => paths.report,
    async draw(opened, _params, query) {
      const [t, nav] = await Promise.all([
        getTranslations("rooms.report"),
        getTranslations("rooms.settings.nav"),
      ]);
      return {
        title: t("title"),
        up: { path: opened.paths.settings, label: nav("settings") },
        content: <ReportCorrections opened={opened} query={query} />,
      };
    },
  });
}
