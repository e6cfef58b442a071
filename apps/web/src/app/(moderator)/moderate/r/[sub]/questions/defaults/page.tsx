import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "../../../../../../../components/settings/confirm-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

/** Asks once more before the default questions are asked again. */
export default async function DefaultsPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.questionsDefaults,
    async draw(opened) {
      const t = await getTranslations("rooms.settings.questions");
      const { paths } = opened;
      return {
        title: t("defaultsTitle"),
        up: { path: paths.questions, label: t("back") },
        content: (
          <ConfirmForm
            opened={opened}
            what="questions-defaults"
            confirm={t("defaultsNow")}
            back={paths.questions}
          >
            <p className="column">{t("defaultsText")}</p>
          </ConfirmForm>
        ),
      };
    },
  });
}
