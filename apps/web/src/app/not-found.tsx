import { getTranslations } from "next-intl/server";

export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <div className="page reading">
      <title>{t("title")}</title>
      <div className="column stack">
        <h1>{t("title")}</h1>
        <p className="lead">{t("text")}</p>
        <p>
          <a href="/">{t("home")}</a>
        </p>
      </div>
    </div>
  );
}
