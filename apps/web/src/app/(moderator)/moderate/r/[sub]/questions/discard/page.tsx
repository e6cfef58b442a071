import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "../../../../../../../components/settings/confirm-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

/** Asks once more before the draft of the questions is gone. */
export default async function DiscardPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.questionsDiscard,
    async draw(opened) {
      const t = await getTranslations("rooms.settings.questions");
      const { paths } = opened;
      return {
        title: t("discardTitle"),
        up: { path: paths.questions, label: t("back") },
        content: (
          <ConfirmForm
            opened={opened}
            what="question-discard"
            carried={{ seenDraft: opened.view.draft?.version ?? 0 }}
            confirm={t("discard")}
            back={paths.questions}
          >
            <p className="column">{t("discardText")}</p>
          </ConfirmForm>
        ),
      };
    },
  });
}
