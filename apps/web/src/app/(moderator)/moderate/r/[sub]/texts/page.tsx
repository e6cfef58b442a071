import { redirect } from "next/navigation";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../components/settings/setting-page.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "texts");

/** Leads to the texts in the language that the bot writes in. */
export default async function TextsPage(props: SettingPageProps) {
  return settingPage(props, {
    part: "texts",
    path: (paths) => paths.texts,
    draw: async ({ paths, view }) => redirect(paths.textsIn(view.settings.language)),
  });
}
