import { getTranslations } from "next-intl/server";
import { ReplyForm } from "../../../../../../../../components/settings/reply-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<{ readonly id: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "replies");

export default async function EditReplyPage(props: Props) {
  return settingPage(props, {
    part: "replies",
    path: (paths, { id }) => paths.reply(id),
    async draw(opened, { id }) {
      const t = await getTranslations("rooms.settings.replies");
      return {
        title: t("change"),
        up: { path: opened.paths.replies, label: t("back") },
        content: <ReplyForm opened={opened} id={id} />,
      };
    },
  });
}
