import { pageTextNames, textNames } from "@appealmod/core";
import type { CommunityConfigurationView } from "@appealmod/use-cases";
import { getTranslations } from "next-intl/server";
import { languageName } from "../../i18n/language-name.ts";
import { languages } from "../../i18n/languages.ts";
import type { SettingPaths } from "../../server/settings/setting-paths.ts";
import { defaultText } from "./default-text.ts";

interface Props {
  readonly view: CommunityConfigurationView;
  readonly paths: SettingPaths;
  readonly language: string;
}

/** Every text of a language with its beginning, and whose words it is in. */
export async function TextList({ view, paths, language }: Props) {
  const t = await getTranslations("rooms.settings.texts");
  const own = view.texts[language] ?? {};
  const inUse = view.settings.language;
  const offered = [
    ...new Set([
      inUse,
      ...Object.keys(view.defaults.texts),
      ...Object.keys(languages),
      ...Object.keys(view.texts),
      language,
    ]),
  ];
  return (
    <>
      <p className="column">{t("lead")}</p>
      <nav aria-label={t("languages")} className="settings-languages">
        <ul>
          {offered.map((each) => (
            <li key={each}>
              <a
                href={paths.textsIn(each)}
                aria-current={each === language ? "page" : undefined}
                lang={each}
              >
                {languageName(each)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="soft">
        {language === inUse
          ? t("inUse", { language: languageName(inUse) })
          : t("notInUse", { other: languageName(inUse), language: languageName(language) })}{" "}
        <a href={`${paths.settings}#field-language`}>{t("changeLanguage")}</a>
      </p>
      <ul className="settings-list">
        {[...textNames, ...pageTextNames].map((name) => {
          const text = own[name];
          const fallback = defaultText(view.defaults, language, name);
          const title = t(`names.${name}`);
          const state = text !== undefined ? "own" : fallback === null ? "none" : "byDefault";
          return (
            <li key={name}>
              <div className="settings-list-head">
                <h2>{title}</h2>
                <span className={`mark ${state}`}>{t(state)}</span>
              </div>
              <p className="soft small">{t(`about.${name}`)}</p>
              {(text ?? fallback?.text) !== undefined && (
                <p className="excerpt" dir="auto" lang={language}>
                  {excerpt(text ?? fallback?.text ?? "")}
                </p>
              )}
              <p>
                <a className="onward" href={paths.text(language, name)}>
                  {t.rich("edit", {
                    title,
                    hidden: (words) => <span className="visually-hidden">{words}</span>,
                  })}
                </a>
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function excerpt(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  const characters = [...words];
  return characters.length > 160 ? `${characters.slice(0, 160).join("")}…` : words;
}
