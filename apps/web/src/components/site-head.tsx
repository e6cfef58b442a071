import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

/** The site's name, and the choice of language. */
export function SiteHead({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("site");
  return (
    <header className="page site-head">
      {/* A whole page load on purpose: no prefetching router is needed for so small a site. */}
      <a className="wordmark" href="/" aria-label={t("home")}>
        <Mark />
        {t("name")}
      </a>
      {children}
    </header>
  );
}
