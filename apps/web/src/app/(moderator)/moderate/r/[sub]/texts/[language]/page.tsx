import { getTranslations } from "next-intl/server";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";
import { TextList } from "../../../../../../../components/settings/text-list.tsx";
import { isLanguageTag } from "../../../../../../../server/settings/language-tag.ts";

type Props = SettingPageProps<{ readonly language: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "texts");

/** What the bot says in one language. */
export default async function TextsInPage(props: Props) {
  return settingPage(props, {
    part: "texts",
    path: (paths, { language }) => paths.textsIn(language),
    async draw({ view, paths }, { language }) {
      if (!isLanguageTag(language)) return null;
      const t = await getTranslations("rooms.settings.texts");
      return {
        title: t("title"),
        content: <TextList view={view} paths={paths} language={language} />,
      };
    },
  });
}
