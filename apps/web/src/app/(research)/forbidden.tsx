import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SiteFrame } from "../../components/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("research.forbidden"))("title") };
}

/** What whoever is no researcher sees in the place of each page here, with 403. */
export default async function Forbidden() {
  const t = await getTranslations("research.forbidden");
  return (
    <SiteFrame hasLanguages={false}>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title")}</h1>
          <p>{t("text")}</p>
          <p>
            <a className="onward" href="/account">
              {t("account")}
            </a>
          </p>
        </div>
      </div>
    </SiteFrame>
  );
}
