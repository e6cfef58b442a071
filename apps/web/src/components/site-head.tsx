import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { languages } from "../i18n/languages.ts";
import { Mark } from "./mark.tsx";

/** Name and choice of language; the choice is a plain form, so that it works without a script. */
export async function SiteHead() {
  const [locale, t, head] = await Promise.all([getLocale(), getTranslations("site"), headers()]);
  return (
    <header className="page site-head">
      {/* A whole page load on purpose: no prefetching router is needed for so small a site. */}
      <a className="wordmark" href="/" aria-label={t("home")}>
        <Mark />
        {t("name")}
      </a>
      <form className="languages no-print" method="post" action="/language">
        <input type="hidden" name="back" value={head.get("x-path") ?? "/"} />
        <label className="visually-hidden" htmlFor="language">
          {t("language")}
        </label>
        <select id="language" name="language" defaultValue={locale} autoComplete="off">
          {Object.entries(languages).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
        <button className="button quiet slim" type="submit">
          {t("changeLanguage")}
        </button>
      </form>
    </header>
  );
}
