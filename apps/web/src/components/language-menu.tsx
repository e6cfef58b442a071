import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { languages } from "../i18n/languages.ts";

/**
 * The same page in each language: links, so that they work without a script and that the
 * first form of a page is the page's own.
 */
export async function LanguageMenu() {
  const [locale, t, head] = await Promise.all([getLocale(), getTranslations("site"), headers()]);
  const inLanguage = (tag: string) => {
    const query = new URLSearchParams(head.get("x-query") ?? "");
    query.set("language", tag);
    return `?${query}`;
  };
  return (
    <details className="languages no-print">
      <summary>
        <span className="visually-hidden">{t("language")}: </span>
        {languages[locale]}
      </summary>
      <nav aria-label={t("language")}>
        <ul>
          {Object.entries(languages).map(([tag, name]) => (
            <li key={tag}>
              <a
                href={inLanguage(tag)}
                lang={tag}
                hrefLang={tag}
                aria-current={tag === locale ? "true" : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
