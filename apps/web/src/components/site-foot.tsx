import { getTranslations } from "next-intl/server";

export async function SiteFoot() {
  const t = await getTranslations("site");
  return (
    <footer className="page site-foot">
      <p>{t("footer")}</p>
      <nav className="flex flex-wrap gap-x-6 gap-y-2" aria-label={t("name")}>
        <a href="/form">{t("lostLink")}</a>
        <a href="/sign-up">{t("signUp")}</a>
      </nav>
    </footer>
  );
}
