import { QuestionForm } from "../../../../../../../components/settings/question-form.tsx";
import {
  entryPage,
  type SettingPageProps,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

export default entryPage("questions", QuestionForm);
