import { getTranslations } from "next-intl/server";
import { ReplyList } from "../../../../../../components/settings/reply-list.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "replies");

/** The answers that moderators choose from. */
export default async function RepliesPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "replies",
    path: (paths) => paths.replies,
    async draw(opened) {
      const t = await getTranslations("rooms.settings.replies");
      return { title: t("title"), content: <ReplyList opened={opened} /> };
    },
  });
}
