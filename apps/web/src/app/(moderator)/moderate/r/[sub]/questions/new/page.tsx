import { getTranslations } from "next-intl/server";
import { QuestionForm } from "../../../../../../../components/settings/question-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<object>;

export const generateMetadata = (props: Props) => settingTitle(props, "questions");

export default async function NewQuestionPage(props: Props) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.question(""),
    async draw(opened) {
      const t = await getTranslations("rooms.settings.questions");
      return {
        title: t("new"),
        up: { path: opened.paths.questions, label: t("back") },
        content: <QuestionForm opened={opened} id={""} />,
      };
    },
  });
}
