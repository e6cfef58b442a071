import { getTranslations } from "next-intl/server";
import { ReplyForm } from "../../../../../../../components/settings/reply-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<object>;

export const generateMetadata = (props: Props) => settingTitle(props, "replies");

export default async function NewReplyPage(props: Props) {
  return settingPage(props, {
    part: "replies",
    path: (paths) => paths.reply(""),
    async draw(opened) {
      const t = await getTranslations("rooms.settings.replies");
      return {
        title: t("new"),
        up: { path: opened.paths.replies, label: t("back") },
        content: <ReplyForm opened={opened} id={""} />,
      };
    },
  });
}
