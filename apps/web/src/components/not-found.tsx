import { useTranslations } from "next-intl";
import { BackToReddit } from "./back-to-reddit.tsx";

/** What stands at every address behind which there is nothing. */
export function NotFound() {
  const t = useTranslations("notFound");
  return (
    <div className="page reading">
      <div className="column stack">
        <h1>{t("title")}</h1>
        <p className="lead">{t("text")}</p>
        <BackToReddit to="messages" />
        <p>
          <a href="/">{t("home")}</a>
        </p>
      </div>
    </div>
  );
}
