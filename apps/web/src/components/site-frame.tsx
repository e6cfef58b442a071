import type { ReactNode } from "react";
import { type KeptForm, LanguageMenu } from "./language-menu.tsx";
import { SiteFoot } from "./site-foot.tsx";
import { SiteHead } from "./site-head.tsx";

interface Props {
  /** The page's form, if there is one. */
  readonly form?: KeptForm;
  /** Of a page without a form: what stays in its address when the language changes. */
  readonly query?: URLSearchParams;
  /** Whether the page is there in all languages; default yes. */
  readonly hasLanguages?: boolean;
  /** Whether the site's pages about itself are offered; a redditor's own page has no use for them. */
  readonly hasNavigation?: boolean;
  readonly children: ReactNode;
}

/** A page between the site's head and its foot. */
export function SiteFrame({
  form,
  query,
  hasLanguages = true,
  hasNavigation = hasLanguages,
  children,
}: Props) {
  return (
    <>
      <SiteHead hasNavigation={hasNavigation}>
        {hasLanguages && <LanguageMenu form={form} query={query} />}
      </SiteHead>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <SiteFoot />
    </>
  );
}
