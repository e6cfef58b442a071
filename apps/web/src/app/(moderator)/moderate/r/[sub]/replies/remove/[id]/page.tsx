import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "../../../../../../../../components/settings/confirm-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<{ readonly id: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "replies");

/** Asks once more before a saved reply is removed. */
export default async function RemoveReplyPage(props: Props) {
  return settingPage(props, {
    part: "replies",
    path: (paths, { id }) => paths.removeReply(id),
    async draw(opened, { id }) {
      const t = await getTranslations("rooms.settings.replies");
      const { paths, view } = opened;
      const reply = view.settings.savedReplies.find((each) => each.id === id);
      const up = { path: paths.replies, label: t("back") };
      if (!reply) return { title: t("remove"), up, content: <p>{t("gone")}</p> };
      return {
        title: t("removeTitle", { title: reply.title }),
        up,
        content: (
          <ConfirmForm
            opened={opened}
            what="reply-removal"
            carried={{ id }}
            confirm={t("removeNow")}
            back={paths.replies}
          >
            <p className="column">{t("removeText")}</p>
            <div className="written column" dir="auto" lang={reply.language}>
              {reply.text}
            </div>
          </ConfirmForm>
        ),
      };
    },
  });
}
