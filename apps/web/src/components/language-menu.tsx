import { useLocale, useTranslations } from "next-intl";
import { languageField, languages } from "../i18n/languages.ts";

/** The form of a page, whose words must not be lost when the language is changed. */
export interface KeptForm {
  /** Its id in the page. */
  readonly id: string;
  /** Where it is sent to for another language; its own address where none is given. */
  readonly action?: string;
  /** What pressing Enter in it asks for, where its own button asks for something. */
  readonly intent?: string;
}

interface Props {
  readonly form: KeptForm | undefined;
  /** What stays in the address where there is no form. */
  readonly query: URLSearchParams | undefined;
}

/**
 * The same page in each language. Where there is a form, its words are sent along and come back
 * in the other language's page; elsewhere links do. Both work without a script.
 */
export function LanguageMenu({ form, query: kept }: Props) {
  const [locale, t] = [useLocale(), useTranslations("site")];
  const inLanguage = (tag: string) => {
    const query = new URLSearchParams(kept);
    query.set("language", tag);
    return `?${query}`;
  };
  return (
    <>
      {form && <DefaultButton form={form} />}
      <details className="languages no-print">
        <summary>
          <span className="visually-hidden">{t("language")}: </span>
          {languages[locale]}
        </summary>
        <nav aria-label={t("language")}>
          <ul>
            {Object.entries(languages).map(([tag, name]) => {
              const isCurrent = tag === locale ? "true" : undefined;
              return (
                <li key={tag}>
                  {form ? (
                    <button
                      type="submit"
                      form={form.id}
                      formAction={form.action}
                      formNoValidate
                      name={languageField}
                      value={tag}
                      lang={tag}
                      aria-current={isCurrent}
                    >
                      {name}
                    </button>
                  ) : (
                    <a href={inLanguage(tag)} lang={tag} hrefLang={tag} aria-current={isCurrent}>
                      {name}
                    </a>
                  )}
                </li>
              );
            })}
          </ul>
        </nav>
      </details>
    </>
  );
}

/**
 * Enter in a field presses the first button of its form, wherever in the page that stands. This
 * one goes before the languages and does what the form's own does.
 */
function DefaultButton({ form }: { readonly form: KeptForm }) {
  return (
    <button
      type="submit"
      form={form.id}
      {...(form.intent ? { name: "intent", value: form.intent } : {})}
      className="visually-hidden"
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
