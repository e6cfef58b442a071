import { getTranslations } from "next-intl/server";
import { QuestionForm } from "../../../../../../../../components/settings/question-form.tsx";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../../components/settings/setting-page.tsx";

type Props = SettingPageProps<{ readonly id: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "questions");

export default async function EditQuestionPage(props: Props) {
  return settingPage(props, {
    part: "questions",
    path: (paths, { id }) => paths.question(id),
    async draw(opened, { id }) {
      const t = await getTranslations("rooms.settings.questions");
      return {
        title: t("change"),
        up: { path: opened.paths.questions, label: t("back") },
        content: <QuestionForm opened={opened} id={id} />,
      };
    },
  });
}
