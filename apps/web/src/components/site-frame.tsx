import type { ReactNode } from "react";
import type { KeptForm } from "./language-menu.tsx";
import { SiteFoot } from "./site-foot.tsx";
import { SiteHead } from "./site-head.tsx";

interface Props {
  /** The page's form, if there is one. */
  readonly form?: KeptForm;
  readonly children: ReactNode;
}

/** A page between the site's head and its foot. */
export function SiteFrame({ form, children }: Props) {
  return (
    <>
      <SiteHead form={form} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <SiteFoot />
    </>
  );
}
