import { ReplyForm } from "../../../../../../../components/settings/reply-form.tsx";
import {
  entryPage,
  type SettingPageProps,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "replies");

export default entryPage("replies", ReplyForm);
