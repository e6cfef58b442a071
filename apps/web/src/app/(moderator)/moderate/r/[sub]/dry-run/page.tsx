import { getTranslations } from "next-intl/server";
import { DryRunFindings } from "../../../../../../components/settings/dry-run.tsx";
import {
  type SettingPageProps,
  settingPage,
} from "../../../../../../components/settings/setting-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("rooms.dryRun"))("title") };
}

/** What the bot would have done about the community's last conversations, and why. */
export default async function DryRunPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "overview",
    path: (paths) => paths.dryRun,
    async draw(opened) {
      const t = await getTranslations("rooms.dryRun");
      return { title: t("title"), content: <DryRunFindings opened={opened} /> };
    },
  });
}
