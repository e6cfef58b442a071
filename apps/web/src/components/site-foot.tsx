import { getTranslations } from "next-intl/server";

export async function SiteFoot() {
  const t = await getTranslations("site");
  return (
    <footer className="site-end">
      <div className="page site-foot">
        <p>{t("footer")}</p>
        <nav aria-label={t("name")}>
          <a href="/form">{t("lostLink")}</a>
          <a href="/sign-up">{t("signUp")}</a>
        </nav>
      </div>
    </footer>
  );
}
