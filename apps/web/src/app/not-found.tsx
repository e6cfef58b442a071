import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackToReddit } from "../components/back-to-reddit.tsx";
import { SiteFrame } from "../components/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notFound"))("title") };
}

export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <SiteFrame hasLanguages={false}>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title")}</h1>
          <p className="lead">{t("text")}</p>
          <p>
            <a href="/">{t("home")}</a>
          </p>
          <BackToReddit to="messages" />
        </div>
      </div>
    </SiteFrame>
  );
}
