import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

interface Props {
  /** Whether the site's pages about itself are offered. */
  readonly hasNavigation?: boolean;
  readonly children: ReactNode;
}

/** The site's name, its pages about itself, and what else belongs there, as the choice of language. */
export function SiteHead({ hasNavigation = false, children }: Props) {
  const t = useTranslations("site");
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
      {children}
    </header>
  );
}
