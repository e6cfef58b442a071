import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "../../../../../../../components/settings/confirm-form.tsx";
import { questionsAsLines } from "../../../../../../../components/settings/questions-as-lines.ts";
import {
  type SettingPageProps,
  settingPage,
  settingTitle,
} from "../../../../../../../components/settings/setting-page.tsx";
import { TextDifference } from "../../../../../../../components/settings/text-difference.tsx";

export const generateMetadata = (props: SettingPageProps) => settingTitle(props, "questions");

/** One more look at what changes where the draft is made live. */
export default async function QuestionsLivePage(props: SettingPageProps) {
  return settingPage(props, {
    part: "questions",
    path: (paths) => paths.questionsLive,
    async draw(opened) {
      const { paths, view } = opened;
      const t = await getTranslations("rooms.settings.questions");
      const up = { path: paths.questions, label: t("back") };
      const { draft } = view;
      if (!draft) return { title: t("liveTitle"), up, content: <p>{t("noDraft")}</p> };
      const [before, after] = [view.questions, draft.questions].map(questionsAsLines);
      return {
        title: t("liveTitle"),
        up,
        content: (
          <ConfirmForm
            opened={opened}
            what="questions-live"
            carried={{ seenDraft: draft.version }}
            confirm={t("liveNow")}
            back={paths.questions}
          >
            <p className="column">{t("liveText")}</p>
            {before === after ? (
              <p>{t("same")}</p>
            ) : (
              <TextDifference before={before ?? ""} after={after ?? ""} by="lines" />
            )}
          </ConfirmForm>
        ),
      };
    },
  });
}
