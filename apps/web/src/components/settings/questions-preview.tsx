import { enabledQuestions } from "@appealmod/core";
import type { CommunityConfigurationView } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { chooseLanguage } from "../../i18n/languages.ts";
import { languagesInUse } from "../../server/settings/question-languages.ts";
import type { SettingPaths } from "../../server/settings/setting-paths.ts";
import { QuestionField } from "../form/question-field.tsx";

interface Props {
  readonly view: CommunityConfigurationView;
  readonly paths: SettingPaths;
  readonly language: string;
}

/** Every question in one language, in fields that send nothing. */
export async function QuestionsPreview({ view, paths, language: asked }: Props) {
  const [t, texts] = await Promise.all([
    getTranslations("rooms.settings.questions"),
    getTranslations("rooms.settings.texts"),
  ]);
  const languages = languagesInUse(view);
  const language = languages.find((each) => each === asked) ?? view.settings.language;
  const questions = enabledQuestions(view.draft?.questions ?? view.questions);
  const words = await getTranslations({
    locale: chooseLanguage(language, language),
    namespace: "form",
  });
  const { rules: known, rulesAsOf: asOf } = view;
  const rules = known.length > 0 && asOf ? { rules: known, asOf } : null;
  return (
    <>
      <p className="soft">{t("previewHint")}</p>
      <nav aria-label={texts("languages")} className="settings-languages">
        <ul>
          {languages.map((each) => (
            <li key={each}>
              <a
                href={`${paths.questionsPreview}?in=${each}`}
                aria-current={each === language ? "page" : undefined}
                lang={each}
              >
                {languageName(each)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="card questions-preview" lang={language}>
        {questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            all={questions}
            rules={question.showRules ? rules : null}
            subreddit={view.name}
            language={language}
            words={words}
          />
        ))}
      </div>
    </>
  );
}
