import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SiteFrame } from "../../../components/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms.signIn"))("title") };
}

export default async function SignInPage() {
  const t = await getTranslations("rooms.signIn");
  return (
    <SiteFrame>
      <div className="page reading">
        <div className="column stack">
          <h1>{t("title")}</h1>
        </div>
      </div>
    </SiteFrame>
  );
}
