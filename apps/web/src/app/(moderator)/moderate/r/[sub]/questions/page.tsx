import { getTranslations } from "next-intl/server";
import { QuestionList } from "../../../../../../components/settings/question-list.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

/** What a redditor is asked, and the draft of it. */
export default async function QuestionsPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.questions,
    async draw(opened) {
      const t = await getTranslations("rooms.settings.questions");
      return { title: t("title"), content: <QuestionList opened={opened} /> };
    },
  });
}
