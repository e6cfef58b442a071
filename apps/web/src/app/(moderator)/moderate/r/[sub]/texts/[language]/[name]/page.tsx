import { getTranslations } from "next-intl/server";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../../components/settings/setting-page.tsx";
import { TextForm } from "../../../../../../../../components/settings/text-form.tsx";
import { isLanguageTag } from "../../../../../../../../server/settings/language-tag.ts";
import { textNamed } from "../../../../../../../../server/settings/receive-text.ts";

type Props = SettingPageProps<{ readonly language: string; readonly name: string }>;

export const generateMetadata = (props: Props) => settingTitle(props, "texts");

/** One text in one language. */
export default async function TextPage(props: Props) {
  return settingPage(props, {
    part: "texts",
    path: (paths, { language, name }) => paths.text(language, name),
    async draw(opened, { language, name }) {
      const text = textNamed(name);
      if (text === null || !isLanguageTag(language)) return null;
      const t = await getTranslations("rooms.settings.texts");
      return {
        title: t(`names.${text}`),
        up: { path: opened.paths.textsIn(language), label: t("back") },
        content: <TextForm opened={opened} language={language} name={text} />,
      };
    },
  });
}
