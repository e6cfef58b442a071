import { getTranslations } from "next-intl/server";
import { type KeptForm, LanguageMenu } from "./language-menu.tsx";
import { Mark } from "./mark.tsx";

/** The site's name, and the choice of language. */
export async function SiteHead({
  form,
  hasLanguages,
  hasNavigation,
}: {
  readonly form?: KeptForm | undefined;
  readonly hasLanguages: boolean;
  readonly hasNavigation: boolean;
}) {
  const t = await getTranslations("site");
  return (
    <header className="page site-head">
      {/* A whole page load on purpose: no prefetching router is needed for so small a site. */}
      <a className="wordmark" href="/" aria-label={t("home")}>
        <Mark />
        {t("name")}
      </a>
      {hasNavigation && (
        <nav className="site-nav" aria-label={t("navigation")}>
          <a href="/#how">{t("how")}</a>
          <a href="/try">{t("tryForm")}</a>
          <a href="/study">{t("study")}</a>
        </nav>
      )}
      {hasLanguages && <LanguageMenu form={form} />}
    </header>
  );
}
