import { getTranslations } from "next-intl/server";
import { QuestionsPreview } from "../../../../../../../components/settings/questions-preview.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

/** The form as a redditor sees it, with what stands in the draft. */
export default async function QuestionsPreviewPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.questionsPreview,
    async draw(opened, _params, query) {
      const t = await getTranslations("rooms.settings.questions");
      const asked = typeof query.in === "string" ? query.in : opened.view.settings.language;
      return {
        title: t("previewTitle"),
        up: { path: opened.paths.questions, label: t("back") },
        content: <QuestionsPreview view={opened.view} paths={opened.paths} language={asked} />,
      };
    },
  });
}
